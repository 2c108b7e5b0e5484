"""What reaches a program of the service that started it: nothing but its own pipes."""

from __future__ import annotations

import ast
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import grader.sandbox
from grader.sandbox.job import Call, Ending, Job
from grader.sandbox.supervisor import Sandbox, SandboxSettings
from tests.grader.conftest import WALLS

SECRET = "only the service knows this"
PROGRAM = b"""
import os, sys


def environment():
    found = dict(os.environ)
    import ctypes
    libc = ctypes.CDLL(None)
    environ = ctypes.POINTER(ctypes.c_char_p).in_dll(libc, "environ")
    i = 0
    while environ and environ[i]:
        name, _, value = environ[i].decode().partition("=")
        found["raw " + name] = value
        i += 1
    return found


def descriptors():
    found = []
    for number in range(4096):
        try:
            os.fstat(number)
            found.append(number)
        except OSError:
            pass
    return found


def readable(*paths):
    found = []
    for path in paths:
        try:
            is_folder = os.path.isdir(path)
            found.append(len(os.listdir(path) if is_folder else open(path, "rb").read(64)))
        except Exception as error:
            found.append(type(error).__name__)
    return found


def modules():
    return sorted(sys.modules)


def importable(name):
    try:
        __import__(name)
        return True
    except ImportError:
        return False
"""


@pytest.fixture(scope="module")
def leak() -> Iterator[Path]:
    """A file with a secret, held open by an inheritable descriptor while sandboxes are opened."""
    with tempfile.TemporaryDirectory(prefix="leak-") as folder:
        Path(folder).chmod(0o755)
        file = Path(folder) / "secret.txt"
        file.write_text(SECRET)
        descriptor = os.open(file, os.O_RDONLY)
        os.set_inheritable(descriptor, True)
        yield file
        os.close(descriptor)


@pytest.fixture(scope="module", params=WALLS)
def opened(request: pytest.FixtureRequest, leak: Path) -> Iterator[Sandbox]:
    """A sandbox of a service that has secrets in its environment."""
    if request.param == "A" and shutil.which("bwrap") is None:
        pytest.skip("wall A needs bubblewrap, and bwrap is not installed")
    with pytest.MonkeyPatch.context() as patched:
        for name in ("BACKMARK_SECRET_KEY", "BACKMARK_DATABASE_URL", "PASSWORD"):
            patched.setenv(name, SECRET)
        patched.setenv("PYTHONPATH", str(leak.parent))
        with Sandbox.open(SandboxSettings(wall=request.param)) as sandbox:
            yield sandbox


def printed(sandbox: Sandbox, code: str) -> str:
    """What the program prints of an expression."""
    run = sandbox.run(Job({"p.py": PROGRAM}, "p.py", [Call(f"print({code})", {}, ())]))
    assert run.ending is Ending.FINISHED, run
    assert run.replies[0].failure is None, run.replies[0].failure
    return run.printed.strip()


def test_the_environment_has_what_a_zygote_is_told_and_no_more(opened: Sandbox) -> None:
    found = ast.literal_eval(printed(opened, "environment()"))
    told = {"OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "LC_ALL", "HOME", "LD_LIBRARY_PATH", "PWD"}
    assert {name.removeprefix("raw ") for name in found} <= told
    assert SECRET not in str(found)
    assert "BACKMARK" not in str(found)


def test_only_a_run_s_own_pipes_are_open(opened: Sandbox) -> None:
    found = set(map(int, re.findall(r"\d+", printed(opened, "descriptors()"))))
    assert {1, 2, 3, 4} <= found <= {0, 1, 2, 3, 4}


def test_nothing_can_be_read_from_the_standard_input(opened: Sandbox) -> None:
    assert printed(opened, "readable('/dev/stdin', '/proc/self/fd/0')").count("Error") == 2


def test_no_file_of_the_service_or_the_system_can_be_read(opened: Sandbox, leak: Path) -> None:
    here = Path(grader.sandbox.__file__)
    paths = [
        str(leak), str(here), str(Path(__file__)), "/etc/passwd", "/etc/hostname",
        "/proc/1/environ", "/proc/self/environ", "/proc/self/cmdline", "/proc/mounts",
        "/root", "/home", "/tmp", "/var", "/dev", "/sys", "/",
    ]  # fmt: skip
    found = ast.literal_eval(printed(opened, f"readable(*{paths})"))
    can = [path for path, got in zip(paths, found, strict=True) if isinstance(got, int)]
    assert can in ([], ["/"])  # behind wall A the root is an empty place with the runtime in it


def test_no_module_of_ours_or_of_the_service_s_packages_is_there(opened: Sandbox) -> None:
    assert printed(
        opened, "[importable(n) for n in ('grader', 'server', 'flask', 'pytest')]"
    ) == str([False] * 4)


@pytest.mark.parametrize(
    "module", ["subprocess", "socket", "multiprocessing", "tempfile", "ctypes"]
)
def test_a_module_that_could_do_harm_is_there_and_harmless(opened: Sandbox, module: str) -> None:
    attempts = {
        "subprocess": "subprocess.run(['/bin/true'])",
        "socket": "socket.socket()",
        "multiprocessing": "multiprocessing.Process(target=int).start()",
        "tempfile": "tempfile.TemporaryFile()",
        "ctypes": "1 / (1 + ctypes.CDLL(None).unshare(0x10000000))",
    }
    code = f"import {module}\n{attempts[module]}"
    run = opened.run(Job({"p.py": PROGRAM}, "p.py", [Call(code, {}, ())]))
    assert run.replies[0].failure is not None
    assert run.replies[0].failure.type != "ModuleNotFoundError"


def test_a_run_has_randomness_of_its_own(opened: Sandbox) -> None:
    code = "import random, numpy as np\nout = [random.random(), np.random.rand()]"
    job = Job({"p.py": b""}, "p.py", [Call(code, {}, ("out",))])
    first, second = (np.asarray(opened.run(job).replies[0].outputs["out"]) for _ in range(2))
    assert (first != second).all()


def test_one_run_leaves_nothing_for_the_next(opened: Sandbox) -> None:
    leave = "import sys, builtins, os\nbuiltins.left = sys.left = 1\nos.environ['LEFT'] = '1'"
    opened.run(Job({"p.py": b""}, "p.py", [Call(leave, {}, ())]))
    look = "import sys, builtins, os\nout = hasattr(builtins, 'left') or hasattr(sys, 'left') or "
    look += "'LEFT' in os.environ"
    run = opened.run(Job({"p.py": b""}, "p.py", [Call(look, {}, ("out",))]))
    assert not np.asarray(run.replies[0].outputs["out"])
