"""`backmark doctor`: what of this installation is in order, and how to mend what is not."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from grader.mark import GRADER_VERSION
from grader.sandbox.job import SandboxError
from grader.sandbox.supervisor import Sandbox, SandboxSettings
from grader.sandbox.walls import Tier
from reference.arrays import Array
from reference.mlp import Network, as_graph, solve_one

OLDEST_PYTHON = (3, 11)
INSTALL = "python3 dev.py setup (in a checkout), or pip install --require-hashes -r "
INSTALL += "requirements.lock"
MEND_WALL = {
    Tier.A: "apt-get install bubblewrap (Debian, Ubuntu); where it is there and user namespaces "
    "are refused: docs/sandbox.md",
    Tier.B: "a kernel with Landlock and seccomp (Linux 5.13 or newer): docs/sandbox.md",
}

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"

_PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;]+)", re.MULTILINE)
_REQUIREMENT = re.compile(r"([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?\s*(?:>=\s*([0-9.]+))?")


@dataclass(frozen=True)
class Check:
    """One thing that was looked at; `mend` is the command that puts it right, "" if it is."""

    name: str
    found: str
    is_in_order: bool
    mend: str = ""

    def to_json(self) -> dict[str, Any]:
        return dict(vars(self))


def examine() -> tuple[Check, ...]:
    """Every check; changes nothing, and runs nothing but the sandbox's own probe."""
    lock = (locked(LOCK),) if LOCK.is_file() else ()
    return (_python(), _backmark(), *_dependencies(), *lock, _mathematics(), *sandbox_checks())


def _python() -> Check:
    found = platform.python_version()
    in_order = sys.version_info[:2] >= OLDEST_PYTHON
    oldest = ".".join(map(str, OLDEST_PYTHON))
    return Check("Python", found, in_order, "" if in_order else f"install Python {oldest} or newer")


def _backmark() -> Check:
    found = _installed("backmark")
    if found is None:
        return Check("Backmark", "not installed, run from its folder", False, INSTALL)
    return Check("Backmark", f"{found}, grader version {GRADER_VERSION}", True)


def _dependencies() -> Iterator[Check]:
    """What the package declares, against what is there."""
    try:
        declared = metadata.requires("backmark") or []
    except metadata.PackageNotFoundError:
        return
    for requirement in declared:
        if "extra ==" in requirement:
            continue
        if read := _REQUIREMENT.match(requirement):
            yield package(read.group(1), read.group(2) or "0")


def package(name: str, oldest: str) -> Check:
    """Is a package there, and new enough?"""
    found = _installed(name)
    if found is None:
        return Check(name, f"missing; {oldest} or newer is needed", False, INSTALL)
    in_order = _numbers(found) >= _numbers(oldest)
    if in_order:
        return Check(name, found, True)
    return Check(name, f"{found}; {oldest} or newer is needed", False, INSTALL)


def locked(lock: Path) -> Check:
    """In a checkout: are the versions here those that were tested together?

    What is missing is not looked for: the lock also holds what only a build needs.
    """
    wanted: dict[str, list[str]] = {}  # more than one where it depends on the Python version
    for name, version in _PINNED.findall(lock.read_text(encoding="utf-8")):
        wanted.setdefault(name, []).append(version)
    here = {name: found for name in wanted if (found := _installed(name))}
    other = [
        f"{name} {found} (locked: {' or '.join(wanted[name])})"
        for name, found in here.items()
        if found not in wanted[name]
    ]
    said = ", ".join(other) or f"all {len(here)} as locked"
    return Check("Locked versions", said, not other, INSTALL if other else "")


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version.partition("+")[0])[:3])


def _mathematics() -> Check:
    """The closed form against the graph, on one network: does the arithmetic here agree?"""
    network = Network((2, 3, 3), ("relu",), "softmax", "nll")
    leaves: dict[str, Array] = {
        "x": np.array([1.0, 2.0]),
        "y": np.array(0),
        "W1": np.array([[1.0, -1.0], [0.5, 1.0], [-2.0, 0.5]]),
        "W2": np.array([[1.0, 0.5, -1.0], [-0.5, 1.0, 1.0], [0.0, -1.0, 0.5]]),
    }
    closed, graph = solve_one(network, leaves), as_graph(network)
    values = graph.forward({name: value[np.newaxis] for name, value in leaves.items()})
    walked = graph.backward(values).totals
    worst = max(float(np.max(np.abs(closed[f"dL/d{n}"] - walked[n]))) for n in ("W1", "W2", "x"))
    found = f"closed form and graph differ by {worst:.1e}"
    return Check("Mathematics", found, worst < 1e-12, "" if worst < 1e-12 else INSTALL)


def sandbox_checks() -> tuple[Check, ...]:
    """Each wall by its own probe, and whether the one that is wanted holds."""
    try:
        settings = SandboxSettings.from_environment(os.environ)
    except SandboxError as error:
        return (Check("Sandbox", str(error), False, "unset BACKMARK_SANDBOX"),)
    if settings.runner_socket is not None:
        start = f"start one: python -m grader.sandbox.runner --socket {settings.runner_socket}"
        mend = f"{start}, or docker compose up -d runner (docs/sandbox.md)"
        return (_wall(settings, "Sandbox, by the runner", mend),)
    walls = [
        _wall(replace(settings, wall=tier.value), f"Wall {tier}", MEND_WALL[tier]) for tier in Tier
    ]
    wanted = [wall for wall in walls if settings.wall in ("auto", wall.name[-1])]
    holding = next((wall for wall in wanted if wall.is_in_order), None)
    if holding is not None:
        # The other one is for information: nothing is wrong if it is not to be had here.
        facts = [w if w.is_in_order else replace(w, is_in_order=True) for w in walls]
        return (*facts, Check("Sandbox", _where(holding.name), True))
    return (*walls, Check("Sandbox", "no program is run here", False, MEND_WALL[Tier.A]))


def _where(wall: str) -> str:
    said = f"programs run behind w{wall[1:]}"
    if wall.endswith(Tier.B):  # what its name promises is a container that holds nothing else
        said += ", beside this process: a runner in a container of its own is stronger"
    return said


def _wall(settings: SandboxSettings, name: str, mend: str) -> Check:
    try:
        Sandbox.open(settings).close()
    except SandboxError as error:
        return Check(name, str(error), False, mend)
    return Check(name, "holds: what must fail fails, what must work works", True)
