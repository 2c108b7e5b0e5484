"""Every golden program is marked as its header says, and harms nobody who comes after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.code.marking import CodeMarker
from grader.code.variant import CodeVariant
from grader.sandbox.supervisor import Sandbox
from tests.grader.code.golden_programs import (
    expected_of,
    files_of,
    layers,
    lost_by,
    programs,
    variant_of,
)
from tests.grader.conftest import Walls


@pytest.fixture(scope="session")
def variant(walls: Walls) -> CodeVariant:
    return variant_of(walls.sandbox("B"))


def each(folder: str) -> list[object]:
    return [pytest.param(path, id=path.name) for path in programs(folder)]


@pytest.mark.parametrize("program", each("hostile"))
def test_a_hostile_program_gets_what_it_deserves_and_the_next_one_too(
    program: Path, sandbox: Sandbox, variant: CodeVariant
) -> None:
    marker = CodeMarker(layers(), sandbox)
    differences = expected_of(program).differences(marker.mark(variant, files_of(program)))
    assert differences == []
    assert lost_by(marker.mark(variant, layers().solution)) == frozenset()


@pytest.mark.parametrize("program", each("right"))
def test_a_right_program_gets_every_point_in_whatever_style(
    program: Path, sandbox: Sandbox, variant: CodeVariant
) -> None:
    mark = CodeMarker(layers(), sandbox).mark(variant, files_of(program))
    assert expected_of(program).differences(mark) == []
