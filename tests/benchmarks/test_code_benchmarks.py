"""The benchmarks of programs still run, and all who mark come to the same points."""

from __future__ import annotations

import pytest

from benchmarks import code_speed, code_web
from benchmarks.code_class import students
from benchmarks.code_growth import Growth
from benchmarks.code_rivals import FreshPython

TINY = code_speed.Extent(1, 1, (FreshPython,), Growth((1,), (2,), 20))


def test_the_class_is_the_same_for_ever() -> None:
    points = [student.points for student in students()]
    assert (len(points), sum(points) / len(points)) == (20, 88.0)


@pytest.mark.slow
def test_programs_are_marked_side_by_side_to_the_same_points() -> None:
    lines = list(code_speed.markdown(code_speed.run(TINY)))
    assert any(line.startswith(f"| {code_speed.OURS} |") for line in lines)
    assert any(line.startswith(f"| {FreshPython.words} |") for line in lines)
    assert not any("not measured" in line for line in lines)


@pytest.mark.slow
def test_students_wait_for_their_marks_in_the_real_service() -> None:
    alone, together = code_web.measured(2, 2)
    assert (len(alone.waits_s), len(together.waits_s)) == (1, 2)
    assert "| all at once | 2 |" in together.line()
