"""The sandbox of a user without any rights, with the programs' runtime in a home of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import grader.sandbox
from grader.sandbox.job import Runtime
from grader.sandbox.runtime import Tree, runtime_tree
from tests.grader.conftest import WALLS

USER = 12345
SCRIPT = """
import json, os, sys
import numpy as np
from grader.sandbox.job import Call, Job, SandboxError
from grader.sandbox.runtime import default_folder
from grader.sandbox.supervisor import Sandbox, SandboxSettings

PROGRAM = b'''
import os

def product(x):
    return x @ x.T

def reads(path):
    try:
        return float(len(open(path).read()))
    except OSError:
        return -1.0

def user():
    return os.getuid()
'''
names = {"x": np.arange(6.0).reshape(2, 3), "secret": sys.argv[1]}
codes = ("product(x)", "reads(secret)", "reads('/etc/passwd')", "user()")
calls = [Call(f"out = {code}", names, ("out",)) for code in codes]
told = {"uid": os.getuid(), "default": str(default_folder())}
try:
    with Sandbox.open(SandboxSettings.from_environment(os.environ)) as sandbox:
        run = sandbox.run(Job({"p.py": PROGRAM}, "p.py", calls))
        told["tier"] = str(sandbox.tier)
        told["ending"] = str(run.ending)
        told["out"] = [np.asarray(reply.outputs["out"]).tolist() for reply in run.replies]
except SandboxError as error:
    told["error"] = str(error)
print(json.dumps(told))
"""


@dataclass(frozen=True)
class Person:
    """Somebody who may read our code and a Python, wherever the tests' own ones are kept."""

    place: Path
    tree: Tree

    @property
    def home(self) -> Path:
        return self.place / "home"

    @property
    def secret(self) -> Path:
        return self.home / "secret.txt"

    def says(self, **settings: str) -> Any:
        """What the script prints when this person runs it."""
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.home), "LC_ALL": "C.UTF-8",
            "LD_LIBRARY_PATH": str(self.tree.lib), "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": f"{self.place / 'code'}:{self.tree.packages}", **settings,
        }  # fmt: skip
        done = subprocess.run(
            [str(self.tree.python), "-S", "-c", SCRIPT, str(self.secret)],
            user=USER, group=USER, extra_groups=[], env=environment, cwd="/",
            capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture(scope="module")
def person() -> Iterator[Person]:
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else; who is not root is an ordinary user")
    with tempfile.TemporaryDirectory(prefix="person-") as folder:
        # The tree that programs see is a Python too, and everybody may read it.
        found = Person(Path(folder), runtime_tree(Runtime.numpy))
        found.place.chmod(0o755)
        hand_over_code(found.place / "code")
        found.home.mkdir(mode=0o700)
        found.secret.write_text("mine")
        found.secret.chmod(0o600)
        for mine in (found.home, found.secret):
            os.chown(mine, USER, USER)
        yield found


def hand_over_code(folder: Path) -> None:
    """Ours, and what tells NumPy's version."""
    sandbox = Path(grader.sandbox.__file__).parent
    leave = shutil.ignore_patterns("__pycache__")
    shutil.copytree(sandbox, folder / "grader" / "sandbox", ignore=leave)
    (folder / "grader" / "__init__.py").touch()
    about = Path(np.__file__).parent.parent / f"numpy-{metadata.version('numpy')}.dist-info"
    shutil.copytree(about, folder / about.name)
    for place, _, names in os.walk(folder):
        os.chmod(place, 0o755)
        for name in names:
            (Path(place) / name).chmod(0o644)


def is_right(told: Any, wall: str) -> bool:
    product, secret, passwd, user = told["out"]
    assert (told["uid"], told["tier"], told["ending"]) == (USER, wall, "finished")
    assert product == [[5, 14], [14, 50]]
    assert (secret, passwd) == (-1, -1)
    return bool(user != 0)


@pytest.mark.parametrize("wall", WALLS)
def test_an_ordinary_user_has_each_wall(person: Person, wall: str) -> None:
    if wall == "A" and shutil.which("bwrap") is None:
        pytest.skip("wall A needs bubblewrap, and bwrap is not installed")
    told = person.says(
        BACKMARK_SANDBOX=wall, BACKMARK_RUNTIME_DIR=str(person.home / ".cache" / "backmark")
    )
    assert "error" not in told, told
    assert is_right(told, wall)


def test_without_a_setting_the_runtime_is_kept_in_the_user_s_own_cache(person: Person) -> None:
    told = person.says(BACKMARK_SANDBOX="B")
    assert told["default"] == str(person.home / ".cache" / "backmark")
    assert is_right(told, "B")
    (tree,) = (person.home / ".cache" / "backmark").glob("runtime-numpy-*")
    assert tree.stat().st_uid == USER


def test_a_folder_that_belongs_to_another_is_told_with_the_setting(person: Person) -> None:
    told = person.says(BACKMARK_SANDBOX="B", BACKMARK_RUNTIME_DIR=str(person.place / "theirs"))
    assert "cannot be made" in told["error"]
    assert "BACKMARK_RUNTIME_DIR names another folder" in told["error"]


def test_a_runtime_that_another_has_made_can_be_used(person: Person) -> None:
    told = person.says(BACKMARK_SANDBOX="B", BACKMARK_RUNTIME_DIR=str(person.tree.folder.parent))
    assert is_right(told, "B")
