"""dev.py, the two commands: what can be shown without making an environment anew."""

from __future__ import annotations

import json
import os
import shutil
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from dev import DEV_LOCK, RUNTIME_LOCK, DevError, Environment
from tests.sources import ROOT


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """An environment in a folder of its own whose installation was just finished."""
    project = tmp_path / "with a space"
    project.mkdir()
    for name in (RUNTIME_LOCK, DEV_LOCK, "pyproject.toml"):
        shutil.copy(ROOT / name, project)
    made = Environment(project)
    made.python.parent.mkdir(parents=True)
    made.python.symlink_to(sys.executable)
    made.write_stamp(RUNTIME_LOCK)
    return made


def run_dev(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "dev.py"), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60, check=False)


def test_an_environment_just_made_is_current(environment: Environment) -> None:
    assert environment.is_current(RUNTIME_LOCK)


def test_the_service_s_environment_is_not_enough_for_tests(environment: Environment) -> None:
    assert not environment.is_current(DEV_LOCK)


def test_the_tests_environment_is_enough_for_the_service(environment: Environment) -> None:
    environment.stamp.unlink()
    environment.write_stamp(DEV_LOCK)
    assert environment.is_current(RUNTIME_LOCK)


def test_one_more_line_in_the_lock_makes_the_environment_stale(environment: Environment) -> None:
    with open(environment.root / RUNTIME_LOCK, "a") as lock:
        lock.write("# one more\n")
    assert not environment.is_current(RUNTIME_LOCK)


def test_installing_for_tests_keeps_the_service_s_stamp(environment: Environment) -> None:
    environment.write_stamp(DEV_LOCK)
    assert set(environment.stamped()) == {RUNTIME_LOCK, DEV_LOCK}


def test_a_moved_environment_is_made_anew(environment: Environment) -> None:
    moved = Environment(environment.root.rename(environment.root.with_name("elsewhere")))
    assert moved.was_moved()
    assert not moved.is_current(RUNTIME_LOCK)


def test_an_environment_whose_python_is_gone_is_not_current(environment: Environment) -> None:
    environment.python.unlink()
    environment.python.symlink_to(environment.root / "no-such-python")
    assert not environment.is_current(RUNTIME_LOCK)


def test_an_environment_made_by_hand_is_used_and_not_wiped(environment: Environment) -> None:
    environment.stamp.unlink()
    assert not environment.was_moved()
    assert not environment.is_current(RUNTIME_LOCK)


@pytest.mark.parametrize("stamp", ["", "{", json.dumps({"folder": "/elsewhere"})])
def test_a_torn_stamp_counts_as_none(environment: Environment, stamp: str) -> None:
    environment.stamp.write_text(stamp)
    assert not environment.is_current(RUNTIME_LOCK)


def test_every_locked_requirement_has_a_hash() -> None:
    for name in (RUNTIME_LOCK, DEV_LOCK):
        entries = (ROOT / name).read_text().replace("\\\n", " ").splitlines()
        assert [entry for entry in entries if entry and "--hash=sha256:" not in entry] == []


def test_a_port_in_use_is_told_in_one_line_that_names_the_option(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = run_dev("demo", "--port", str(port), cwd=tmp_path)
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"dev.py: port {port} cannot be used (address already in use)")
    assert "--port" in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert ended.stdout == ""


@pytest.mark.parametrize("port", [0, 65536, -1])
def test_a_port_that_is_none_is_refused(port: int) -> None:
    with pytest.raises(DevError, match="from 1 to 65535"):
        dev.refuse_taken_port(port)


def test_a_free_port_is_accepted() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    dev.refuse_taken_port(port)


def test_an_unknown_command_is_a_usage_error() -> None:
    ended = run_dev("serve")
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr


def test_the_demo_takes_no_setting_from_another_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKMARK_DATABASE_URL", "postgresql://somewhere/real")
    monkeypatch.setenv("BACKMARK_SECRET_KEY", "of the real service")
    settings = dev.demo_settings(tmp_path / "demo")
    assert "BACKMARK_DATABASE_URL" not in settings
    assert "BACKMARK_SECRET_KEY" not in settings
    assert settings["PATH"] == os.environ["PATH"]


def test_the_demo_s_data_is_for_its_owner_s_eyes(tmp_path: Path) -> None:
    dev.demo_settings(tmp_path / "demo")
    assert stat.S_IMODE((tmp_path / "demo").stat().st_mode) == 0o700


def test_the_whole_suite_runs_on_all_cores() -> None:
    assert dev.parallel([])[0] == "-n"
    assert dev.parallel(["--junitxml=report.xml"])[0] == "-n"
    assert dev.parallel(["-m", "slow"])[0] == "-n"


@pytest.mark.parametrize("arguments", [["tests/test_dev.py"], ["-x"], ["-n", "0"], ["--pdb"]])
def test_what_is_asked_of_pytest_is_left_alone(arguments: list[str]) -> None:
    assert dev.parallel(arguments) == ()


def test_a_python_too_old_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    with pytest.raises(DevError, match=r"needs Python 3\.11"):
        dev.main()


def test_a_python_without_venv_is_told_which_package_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(DevError, match="apt-get install python3-venv"):
        dev.refuse_python_without_venv()


def test_a_shim_with_nothing_behind_it_is_no_uv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shim = tmp_path / "uv"
    shim.write_text("#!/bin/sh\nexit 127\n")
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert dev.working_uv() is None
