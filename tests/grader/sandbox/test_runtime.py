"""The tree that programs see: made once, and not kept for ever."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from grader.sandbox.job import Runtime
from grader.sandbox.runtime import KEPT_S, Tree, runtime_tree


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("trees")


@pytest.fixture(scope="module")
def tree(folder: Path) -> Tree:
    now = runtime_tree(Runtime.numpy, folder).folder.stat().st_mtime
    for name, age in {"numpy-old": KEPT_S + 60, "numpy-new": KEPT_S - 60}.items():
        (folder / f"runtime-{name}").mkdir()
        os.utime(folder / f"runtime-{name}", (now - age, now - age))
    (folder / "runtime-torch-old").mkdir()
    os.utime(folder / "runtime-torch-old", (0, 0))
    made = runtime_tree(Runtime.numpy, folder).folder
    made.rename(folder / "elsewhere")
    return runtime_tree(Runtime.numpy, folder)


def test_everybody_may_read_it_and_nobody_else_s_rights_are_needed(tree: Tree) -> None:
    for place in tree.folder.rglob("*"):
        mode = place.lstat().st_mode
        assert mode & stat.S_IROTH, place
        assert not mode & (stat.S_ISUID | stat.S_ISGID), place


def test_it_holds_nothing_of_ours_but_the_inside_half(tree: Tree) -> None:
    names = {path.name for path in tree.packages.iterdir()}
    assert {"numpy"} <= names <= {"numpy", "numpy.libs"}
    assert not list(tree.folder.rglob("grader"))
    assert not list(tree.folder.rglob("site-packages"))


def test_trees_of_other_versions_are_forgotten_a_week_after_their_last_use(
    tree: Tree, folder: Path
) -> None:
    assert tree.folder.is_dir()
    names = {path.name for path in folder.iterdir()} - {tree.folder.name, "elsewhere"}
    assert names == {"runtime-numpy-new", "runtime-torch-old"}


def test_being_asked_for_is_a_use(tree: Tree, folder: Path) -> None:
    os.utime(tree.folder, (0, 0))
    assert runtime_tree(Runtime.numpy, folder) == tree
    assert tree.folder.stat().st_mtime > 0
