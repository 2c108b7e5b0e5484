"""`backmark doctor` finds what is missing, too old or not as locked, and says how to mend it."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest

from grader.doctor import LOCK, examine, locked, package


def test_everything_that_is_declared_is_looked_at() -> None:
    names = {check.name for check in examine()}
    assert {"Python", "Backmark", "numpy", "click", "rich", "orjson", "Mathematics"} <= names


def test_what_is_in_order_needs_no_mending() -> None:
    assert all((check.mend == "") == check.is_in_order for check in examine())


@pytest.mark.parametrize("oldest", ["0", "1.0", metadata.version("numpy")])
def test_a_package_that_is_new_enough_is_in_order(oldest: str) -> None:
    assert package("numpy", oldest).is_in_order


@pytest.mark.parametrize(
    ("name", "oldest", "found"),
    [
        ("numpy", "999.1", "999.1 or newer is needed"),
        ("no-such-package-here", "2.0", "missing; 2.0 or newer is needed"),
    ],
)
def test_a_package_that_is_missing_or_too_old_is_told_with_its_cure(
    name: str, oldest: str, found: str
) -> None:
    check = package(name, oldest)
    assert not check.is_in_order
    assert found in check.found
    assert "dev.py setup" in check.mend


def test_versions_are_compared_as_numbers() -> None:
    assert package("click", "8.2").is_in_order  # 8.10 is newer, whatever the letters say
    assert package("numpy", "2.0.10").is_in_order


def test_the_environment_is_as_locked() -> None:
    assert locked(LOCK).is_in_order


def test_another_version_than_the_locked_one_is_told(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("numpy==0.1 \\\n    --hash=sha256:00\nnot-installed-here==1.0\n")
    check = locked(lock)
    assert not check.is_in_order
    assert "(locked: 0.1)" in check.found


def test_a_version_may_depend_on_the_python_that_runs(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    here = metadata.version("numpy")
    lock.write_text(f"numpy=={here} ; python_full_version < '4'\nnumpy==9.9 ; python > '4'\n")
    assert locked(lock).is_in_order
