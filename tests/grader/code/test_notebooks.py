"""Notebooks as programs: what only a notebook understands is left out, and the rest runs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from grader.sandbox.job import Call, Ending, Job, NameKind, Run
from grader.sandbox.supervisor import Sandbox
from tests.grader.conftest import Walls

F = "def f(x):\n    return x * 2\n"


@pytest.fixture(scope="module")
def sandbox(walls: Walls) -> Sandbox:
    return walls.sandbox("B")


def notebook(*cells: str | dict[str, Any], **other: Any) -> bytes:
    code = [
        cell if isinstance(cell, dict) else {"cell_type": "code", "source": cell} for cell in cells
    ]
    return json.dumps({"cells": code, "nbformat": 4, "nbformat_minor": 5, **other}).encode()


def ran(sandbox: Sandbox, data: bytes, names: Sequence[str] = ("f",)) -> Run:
    call = Call("out = f(x)", {"x": np.array([1.0, 2.0])}, ("out",))
    return sandbox.run(Job({"hw.ipynb": data}, "hw.ipynb", [call], tuple(names)))


def works(run: Run) -> bool:
    if run.ending is not Ending.FINISHED or run.replies[0].failure:
        return False
    return np.array_equal(np.asarray(run.replies[0].outputs["out"]), [2.0, 4.0])


def failure_of(run: Run) -> str:
    assert run.loaded is not None
    assert run.loaded.failure is not None
    return f"{run.loaded.failure.type}: {run.loaded.failure.message}"


def loads_cleanly(sandbox: Sandbox, *cells: str | dict[str, Any]) -> bool:
    run = ran(sandbox, notebook(*cells))
    return works(run) and run.loaded is not None and run.loaded.failure is None


@pytest.mark.parametrize(
    "line",
    [
        "%matplotlib inline",
        "%load_ext autoreload",
        "!pip install numpy",
        "! ls -la",
        "files = !ls",
        "t = %timeit -o f(1)",
        "?f",
        "f?",
        "np.sum??",
        "%pip install numpy",
    ],
)
def test_a_line_that_only_a_notebook_understands_is_left_out(sandbox: Sandbox, line: str) -> None:
    assert loads_cleanly(sandbox, f"{line}\n{F}")
    assert loads_cleanly(sandbox, f"{F}\n{line}")


def test_what_is_timed_is_run_and_keeps_what_it_assigns(sandbox: Sandbox) -> None:
    assert loads_cleanly(sandbox, f"{F}\n%time two = f(1)\nassert two == 2")


def test_a_magic_in_an_indented_block_leaves_the_block_whole(sandbox: Sandbox) -> None:
    assert loads_cleanly(sandbox, f"if True:\n    %matplotlib inline\n{F}")
    assert loads_cleanly(sandbox, f"for i in range(2):\n    !ls\n{F}")


@pytest.mark.parametrize(
    "line",
    [
        "y = 7 % 3",
        "y = (7\n     % 3)",
        "print('50 %')",
        "s = 'what?'",
        "# is this right?",
        "# %matplotlib inline",
        "ok = 3 != 4",
        "s = 'a!b'",
        "d = {'a': '%d' % 3}",
        "print('done!')  # sure?",
    ],
)
def test_python_that_looks_like_a_magic_stays(sandbox: Sandbox, line: str) -> None:
    assert loads_cleanly(sandbox, f"{line}\n{F}")


def test_a_text_of_several_lines_keeps_its_percent_signs(sandbox: Sandbox) -> None:
    texts = "s = '''\n%d of 3\n!no\nwhat?\n'''\nassert '%d of 3\\n!no\\nwhat?' in s\n"
    assert loads_cleanly(sandbox, texts + F)


@pytest.mark.parametrize("magic", ["%%time", "%%timeit", "%%capture out", "%%python3", "\n%%time"])
def test_a_cell_magic_around_python_leaves_the_python(sandbox: Sandbox, magic: str) -> None:
    assert loads_cleanly(sandbox, f"{magic}\n{F}")


@pytest.mark.parametrize("magic", ["%%bash", "%%html", "%%writefile hw.py", "%%javascript", "%%"])
def test_a_cell_of_another_language_is_left_out(sandbox: Sandbox, magic: str) -> None:
    assert loads_cleanly(sandbox, f"{magic}\nrm -rf / <b> )", F)


def test_the_cells_after_one_that_fails_run_all_the_same(sandbox: Sandbox) -> None:
    run = ran(sandbox, notebook("a = 1", "plot(a)", F, "1 / 0"))
    assert works(run)
    assert failure_of(run).startswith("NameError")


def test_a_cell_that_is_no_python_costs_itself_alone(sandbox: Sandbox) -> None:
    run = ran(sandbox, notebook("def g(:", F))
    assert works(run)
    assert failure_of(run).startswith("SyntaxError")


def test_only_cells_of_code_are_run(sandbox: Sandbox) -> None:
    text = {"cell_type": "markdown", "source": "raise ValueError"}
    raw = {"cell_type": "raw", "source": "raise ValueError"}
    assert loads_cleanly(sandbox, text, raw, {}, F)


def test_the_source_may_be_one_text_or_a_list_of_lines(sandbox: Sandbox) -> None:
    assert loads_cleanly(sandbox, {"cell_type": "code", "source": F.splitlines(keepends=True)})


def test_the_form_of_the_old_notebooks_is_read(sandbox: Sandbox) -> None:
    cells = [{"cell_type": "code", "input": F}, {"cell_type": "markdown", "source": "text"}]
    data = json.dumps({"nbformat": 3, "worksheets": [{"cells": cells}]}).encode()
    assert works(ran(sandbox, data))


def test_a_byte_order_mark_does_no_harm(sandbox: Sandbox) -> None:
    assert works(ran(sandbox, b"\xef\xbb\xbf" + notebook(F)))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"def f(x): return x * 2",
        b"null",
        b"3",
        b"[]",
        b'"text"',
        b"{}",
        b'{"cells": 3}',
        b'{"cells": [3]}',
        b'{"cells": {"a": 1}}',
        b'{"cells": [{"cell_type": "code", "source": 5}]}',
        b'{"cells": [{"cell_type": "code", "source": [5]}]}',
        b'{"cells": [{"cell_type": "code", "source": null}]}',
        b'{"worksheets": [{}]}',
        b"[" * 100_000,
        b"{" + b'"a":{' * 50_000,
    ],
)
def test_what_is_no_notebook_is_a_failure_of_loading_and_no_more(
    sandbox: Sandbox, data: bytes
) -> None:
    run = ran(sandbox, data)
    assert run.ending is Ending.FINISHED
    assert run.loaded is not None
    assert failure_of(run)
    assert run.loaded.names["f"].kind is NameKind.MISSING


def test_json_that_is_no_notebook_is_called_so(sandbox: Sandbox) -> None:
    assert failure_of(ran(sandbox, b"{}")) == "ValueError: this is JSON, but no notebook"


def test_a_notebook_without_code_defines_nothing_and_does_not_fail(sandbox: Sandbox) -> None:
    run = ran(sandbox, notebook())
    assert run.loaded is not None
    assert run.loaded.failure is None
    assert run.loaded.names["f"].kind is NameKind.MISSING
    assert run.replies[0].failure is not None


def test_a_line_of_a_failure_is_told_with_the_notebook_s_name(sandbox: Sandbox) -> None:
    run = ran(sandbox, notebook("x = 1\n\n1 / 0\n" + F))
    assert run.loaded is not None
    assert run.loaded.failure is not None
    assert (run.loaded.failure.file, run.loaded.failure.line) == ("hw.ipynb", 3)
