"""Where no wall can be proven nothing is run: every way in ends with a SandboxError."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from grader.sandbox.job import Call, Ending, Job, Run, Runtime, SandboxError
from grader.sandbox.runtime import default_folder, runtime_tree
from grader.sandbox.supervisor import Sandbox, SandboxSettings
from grader.sandbox.walls import Tier
from tests.grader.conftest import WALLS
from tests.grader.sandbox.test_runner import descendants

JOB = Job({"p.py": b""}, "p.py", [Call("out = x + 1", {"x": np.ones(1)}, ("out",))])
# Walls with a hole: in which file of the inside half what becomes what, and what the probe says.
NO_FILTER = (
    "seal.py",
    "def filter_system_calls(form):",
    "def filter_system_calls(form):\n    return",
)
NO_LANDLOCK = (
    "seal.py",
    "def leave_only(folders, abi):",
    "def leave_only(folders, abi):\n    return",
)
ODD_END = "the probe itself came to the end wrong-protocol"
HOLES = [
    (*NO_FILTER, "inside these work and must not: socket, "),
    ("child.py", "    os.closerange(5,", "    0 and os.closerange(5,", "descriptors"),
    ("wire.py", "HEAD.pack(magic, nonce,", "HEAD.pack(magic, bytes(16),", ODD_END),
    ("child.py", "        exec(code, names)", "        pass", "NumPy does not work inside"),
]


@pytest.fixture(scope="module")
def sound() -> Iterator[Path]:
    """A folder of runtimes of its own, which everybody may read."""
    tree = runtime_tree(Runtime.numpy)
    with tempfile.TemporaryDirectory(prefix="runtimes-") as folder:
        Path(folder).chmod(0o755)
        shutil.copytree(tree.folder, Path(folder) / tree.folder.name, symlinks=True)
        yield Path(folder)


@pytest.fixture(params=WALLS)
def settings(request: pytest.FixtureRequest, sound: Path) -> SandboxSettings:
    if request.param == "A" and shutil.which("bwrap") is None:
        pytest.skip("wall A needs bubblewrap, and bwrap is not installed")
    return SandboxSettings(wall=request.param, runtime_dir=sound)


@contextmanager
def hole(settings: SandboxSettings, name: str, find: str, put: str) -> Iterator[None]:
    """The inside half with a hole, for as long as the context lasts."""
    assert settings.runtime_dir is not None
    (file,) = settings.runtime_dir.glob(f"runtime-*/inside/{name}")
    before = file.read_text()
    assert before.count(find) == 1
    file.write_text(before.replace(find, put))
    try:
        yield
    finally:
        file.write_text(before)


def works(run: Run) -> bool:
    return (
        run.ending is Ending.FINISHED and float(np.asarray(run.replies[0].outputs["out"])[0]) == 2
    )


# ---- bubblewrap is not there ---------------------------------------------------------------------


def test_wall_a_without_bubblewrap_says_what_is_missing_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SandboxError) as caught:
        Sandbox.open(SandboxSettings(wall="A"))
    said = str(caught.value)
    assert "wall A: bubblewrap (bwrap) is not installed" in said
    assert "apt-get install bubblewrap" in said


def test_auto_takes_wall_b_where_bubblewrap_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with Sandbox.open(SandboxSettings(wall="auto")) as sandbox:
        assert sandbox.tier is Tier.B
        assert works(sandbox.run(JOB))


@pytest.mark.parametrize("script", ["exit 0", "exit 1", 'shift 3; exec "$@"'])
def test_a_bubblewrap_that_is_none_holds_nothing(
    sound: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    """Above all the last one, which runs the command without any wall."""
    (sound / "bwrap").write_text(f"#!/bin/sh\n{script}\n")
    (sound / "bwrap").chmod(0o755)
    monkeypatch.setenv("PATH", f"{sound}:{os.environ['PATH']}")
    with pytest.raises(SandboxError, match=r"did not start|does not hold"):
        Sandbox.open(SandboxSettings(wall="A"))


@pytest.mark.parametrize("wall", ["a", "C", "none", "off", "auto,B"])
def test_another_word_for_a_wall_is_refused_with_those_that_there_are(wall: str) -> None:
    with pytest.raises(SandboxError, match=f"BACKMARK_SANDBOX={wall}: auto, A, B are accepted"):
        SandboxSettings.from_environment({"BACKMARK_SANDBOX": wall})


def test_a_place_for_the_runtime_that_cannot_be_written_says_which_setting_names_it() -> None:
    with pytest.raises(SandboxError, match="BACKMARK_RUNTIME_DIR names another folder"):
        Sandbox.open(SandboxSettings(wall="B", runtime_dir=Path("/proc/nowhere")))


# ---- a probe that is surprised -------------------------------------------------------------------


def test_a_sound_copy_holds(settings: SandboxSettings) -> None:
    with Sandbox.open(settings) as sandbox:
        assert works(sandbox.run(JOB))


@pytest.mark.parametrize(("name", "find", "put", "words"), HOLES)
def test_a_wall_with_a_hole_is_never_opened(
    settings: SandboxSettings, name: str, find: str, put: str, words: str
) -> None:
    with hole(settings, name, find, put), pytest.raises(SandboxError) as caught:
        Sandbox.open(settings)
    assert f"wall {settings.wall} does not hold: " in str(caught.value)
    assert words in str(caught.value)


def test_without_landlock_wall_b_is_none(sound: Path) -> None:
    settings = SandboxSettings(wall="B", runtime_dir=sound)
    with hole(settings, *NO_LANDLOCK), pytest.raises(SandboxError, match=r"not: .*read_passwd"):
        Sandbox.open(settings)


def test_after_a_surprise_nothing_is_run_and_nothing_is_left(settings: SandboxSettings) -> None:
    before = descendants(os.getpid())
    with Sandbox(settings, Tier(settings.wall)) as sandbox:
        with hole(settings, *NO_FILTER):
            for _ in range(2):
                with pytest.raises(SandboxError, match="does not hold"):
                    sandbox.run(JOB)
                assert descendants(os.getpid()) <= before
        assert works(sandbox.run(JOB))  # once it is mended


def test_auto_opens_nothing_where_neither_wall_holds(sound: Path) -> None:
    settings = SandboxSettings(wall="auto", runtime_dir=sound)
    with hole(settings, *NO_FILTER), pytest.raises(SandboxError) as caught:
        Sandbox.open(settings)
    assert "wall A" in str(caught.value)
    assert "wall B does not hold" in str(caught.value)


# ---- when it is probed again ---------------------------------------------------------------------


def kill_all_since(before: set[int]) -> None:
    """Every zygote that was started since; the next one is a new process."""
    for pid in descendants(os.getpid()) - before:
        os.kill(pid, signal.SIGKILL)


def refuses(sandbox: Sandbox) -> bool:
    try:
        sandbox.run(JOB)
    except SandboxError as error:
        return "does not hold" in str(error)
    return False


def test_a_sandbox_whose_probe_is_due_is_proven_again_first(settings: SandboxSettings) -> None:
    with Sandbox.open(replace(settings, probe_every_s=0.0)) as sandbox:
        assert works(sandbox.run(JOB))
        sandbox.close()
        with hole(settings, *NO_FILTER):
            assert refuses(sandbox)
        assert works(sandbox.run(JOB))


def test_a_zygote_in_place_of_a_lost_one_is_proven_before_it_is_trusted(
    settings: SandboxSettings,
) -> None:
    before = descendants(os.getpid())
    with Sandbox.open(settings) as sandbox:
        kill_all_since(before)
        with hole(settings, *NO_FILTER):
            assert refuses(sandbox)


def test_a_zygote_that_was_killed_costs_nobody_the_run(settings: SandboxSettings) -> None:
    before = descendants(os.getpid())
    with Sandbox.open(settings) as sandbox:
        kill_all_since(before)
        assert works(sandbox.run(JOB))


def test_the_secret_of_the_probe_is_gone_afterwards(settings: SandboxSettings) -> None:
    with Sandbox.open(settings):
        assert "BACKMARK_PROBE" not in os.environ


def test_trees_are_kept_where_the_settings_say(sound: Path) -> None:
    assert runtime_tree(Runtime.numpy, sound).folder.parent == sound
    assert default_folder() != sound
