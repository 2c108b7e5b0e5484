"""Sandboxes for the tests: one for each wall, opened when first asked for, proven by its probe."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from grader.sandbox.supervisor import Sandbox, SandboxSettings

# Both hold the same; the second time is for those with time.
WALLS = [pytest.param("A", marks=pytest.mark.slow), "B"]


@dataclass
class Walls:
    """The sandboxes of one session of tests, by wall."""

    opened: dict[str, Sandbox] = field(default_factory=dict)

    def sandbox(self, wall: str) -> Sandbox:
        if wall == "A" and shutil.which("bwrap") is None:
            pytest.skip("wall A needs bubblewrap, and bwrap is not installed")
        if wall not in self.opened:
            self.opened[wall] = Sandbox.open(SandboxSettings(wall=wall))
        return self.opened[wall]

    def close(self) -> None:
        for sandbox in self.opened.values():
            sandbox.close()


@pytest.fixture(scope="session")
def walls() -> Iterator[Walls]:
    walls = Walls()
    yield walls
    walls.close()


@pytest.fixture(params=WALLS)
def sandbox(request: pytest.FixtureRequest, walls: Walls) -> Sandbox:
    """Every test that asks for it runs behind both walls."""
    return walls.sandbox(request.param)
