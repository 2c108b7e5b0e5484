"""Whatever programs try to leave on the machine, nothing of it is there when they have been marked.

Other tests run beside these ones, and start sandboxes too: what is looked for bears a token, runs
an interpreter of its own, or belongs to processes that were seen here.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from grader.code.marking import CodeMarker
from grader.sandbox.job import Runtime
from grader.sandbox.runtime import Tree, runtime_tree
from grader.sandbox.supervisor import Sandbox, SandboxSettings
from tests.grader.code.golden_programs import (
    GOLDEN,
    expected_of,
    files_of,
    layers,
    lost_by,
    programs,
    variant_of,
)
from tests.grader.code.traces import Owner, below, digest, namespace_of
from tests.grader.conftest import WALLS

PATIENCE_S = 3.0
LEAVER = GOLDEN / "leaves_everything.py"
# What programs of the corpus call their files.
NAMED = (b"numpy.py", b"saved.npy", b"all.log", b"kept.db")
KEYED = (b"(0, 4096, 896)", b"(0, 1, 896)", b"(0, 896)")  # shared memory, semaphores, messages
HOSTILE = """
    daemon forks shared_memory message_queues writes_files fills_the_disk keyrings namespaces
    ignores_signals threads machine_code never_gives_up hangs_up_and_stays remembers_between_runs
    executes descriptors closes_everything at_exit crash_handled sleeps
"""


@pytest.fixture(scope="module")
def tree() -> Iterator[Tree]:
    """A runtime that no other sandbox uses, where nobody may read it too."""
    with tempfile.TemporaryDirectory(prefix="runtime-") as folder:
        Path(folder).chmod(0o755)
        yield runtime_tree(Runtime.numpy, Path(folder))


@pytest.fixture
def owner(tree: Tree) -> Iterator[Owner]:
    owner = Owner(secrets.token_hex(8), tree.python)
    yield owner
    owner.clean()


def with_token(program: bytes, owner: Owner) -> bytes:
    """The program, so that whatever it makes can be told from what others have made."""
    for name in NAMED:
        program = program.replace(name, f"left-{owner.token}".encode())
    for key in KEYED:
        program = program.replace(key, key.replace(b"(0", f"({owner.key}".encode()))
    return program.replace(b'TOKEN = "TOKEN"', f'TOKEN = "{owner.token}"'.encode())


def until(is_so: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE_S
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.02)
    return is_so()


def open_descriptors() -> list[str]:
    return sorted(os.listdir("/proc/self/fd"))


def mark_all(sandbox: Sandbox, owner: Owner) -> list[str]:
    """What was otherwise than a program's header says."""
    marker, variant = CodeMarker(layers(), sandbox), variant_of(sandbox)
    leaver = {"layers.py": with_token(LEAVER.read_bytes(), owner)}
    wrong = [f"left: {name}" for name in lost_by(marker.mark(variant, leaver))]
    for path in programs("hostile"):
        if path.stem in HOSTILE.split():
            files = {name: with_token(body, owner) for name, body in files_of(path).items()}
            found = expected_of(path).differences(marker.mark(variant, files))
            wrong += [f"{path.name}: {difference}" for difference in found]
    return wrong


@pytest.mark.parametrize("wall", WALLS)
def test_nothing_is_left_by_programs_that_leave_what_they_can(
    wall: str, tree: Tree, owner: Owner
) -> None:
    if wall == "A" and shutil.which("bwrap") is None:
        pytest.skip("wall A needs bubblewrap, and bwrap is not installed")
    whole, mine, files = digest(tree.folder), below(os.getpid()), open_descriptors()
    mounts, here = Path("/proc/self/mounts").read_text(), namespace_of("self")
    with Sandbox.open(SandboxSettings(wall=wall, runtime_dir=tree.folder.parent)) as sandbox:
        wrong = mark_all(sandbox, owner)
        seen = frozenset(below(os.getpid()) - mine)
    namespaces = frozenset(namespace_of(pid) for pid in seen) - {here, ""}
    owner = replace(owner, seen=seen, namespaces=namespaces)
    assert seen
    assert wrong == []
    assert until(lambda: not owner.alive()), owner.alive()
    assert owner.left() == set()
    assert below(os.getpid()) == mine
    assert open_descriptors() == files
    assert Path("/proc/self/mounts").read_text() == mounts
    assert digest(tree.folder) == whole


def test_what_is_left_by_the_same_program_without_a_wall_is_seen(
    tree: Tree, owner: Owner, tmp_path: Path
) -> None:
    program = tmp_path / "layers.py"
    program.write_bytes(with_token(LEAVER.read_bytes(), owner))
    environment = {
        "LD_LIBRARY_PATH": str(tree.lib),
        "PYTHONPATH": str(tree.packages),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    whole = digest(tree.folder)
    assert owner.left() == set()
    done = subprocess.run(
        [str(tree.python), str(program)], env=environment, stdout=subprocess.PIPE, timeout=30
    )
    made = {json.loads(line) for line in done.stdout.splitlines()}
    assert done.returncode == 0
    assert {"files", "process"} <= made
    assert owner.left() == made
    assert digest(tree.folder) != whole  # it wrote beside NumPy
    owner.clean()
    (tree.packages / "numpy" / f"left-{owner.token}").unlink()
    assert until(lambda: owner.left() == set())
