"""What is told about a file that is no TOML, to somebody who does not know TOML."""

from __future__ import annotations

import pytest

from grader.faults import AssignmentError
from grader.toml_file import read_toml


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ('title = "Half a text', 'the quote " that opens a text has to close it'),
        ("mode = homework", 'a text stands in straight quotes, such as mode = "homework"'),
        ("mode = “homework”", "straight quotes"),
        ('title "Backprop"', "expected a line such as key = value"),
    ],
)
def test_a_syntax_error_shows_the_line_and_what_is_behind_it(line: str, hint: str) -> None:
    with pytest.raises(AssignmentError) as caught:
        read_toml("assignment.toml", f"# a comment\n{line}\n".encode())
    (fault,) = caught.value.faults
    assert (fault.line, fault.value) == (2, line)
    assert hint in fault.reason
