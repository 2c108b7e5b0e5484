"""The proof that a wall holds: a program that tries what must fail, on the very path of all others.

Each attempt reports 1 if it succeeded and 0 if it did not. What must work is tried as well: a
sandbox in which nothing works proves nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import numpy as np

from grader.sandbox.job import Call, Ending, Job, Limits, Run, is_array

MUST_FAIL = (
    "socket", "fork", "thread", "kill_parent", "ptrace", "unshare", "memfd", "shared_memory",
    "keyring", "read_passwd", "read_service", "write_anywhere", "environment", "descriptors",
    "raise_limits", "execute", "process_table", "io_uring", "user_files", "big_allocation",
)  # fmt: skip

PROGRAM = b"""
import ctypes, os, resource, sys

libc = ctypes.CDLL(None, use_errno=True)
MACHINE = os.uname().machine
NUMBERS = {"x86_64": (101, 272, 319, 29, 250, 425), "aarch64": (117, 97, 279, 194, 219, 425)}
PTRACE, UNSHARE, MEMFD, SHMGET, KEYCTL, IO_URING = NUMBERS[MACHINE]


def system_call(*arguments):
    return libc.syscall(*arguments) >= 0


def socket():
    import socket as library
    library.socket(library.AF_INET, library.SOCK_DGRAM)
    return True


def fork():
    if os.fork() == 0:
        os._exit(0)
    return True


def thread():
    import threading
    threading.Thread(target=int).start()
    return True


def kill_parent():
    os.kill(os.getppid() or 1, 0)
    return True


def ptrace():
    return system_call(PTRACE, 0, 0, None, None)


def unshare():
    return system_call(UNSHARE, 0x10000000)


def memfd():
    return system_call(MEMFD, b"x", 0)


def shared_memory():
    found = libc.syscall(SHMGET, 0, 4096, 0o1600)
    if found >= 0:
        libc.shmctl(found, 0, None)  # it would outlive everybody
    return found >= 0


def keyring():
    return system_call(KEYCTL, 0, -2, 1)


def io_uring():
    return system_call(IO_URING, 4, None)


def read_passwd():
    return bool(open("/etc/passwd").read())


def read_service():
    return bool(open(SERVICE_FILE).read(1))


def user_files():
    return bool(os.listdir("/home") or os.listdir("/root"))


def process_table():
    return bool(os.listdir("/proc/self"))


def write_anywhere():
    for place in ("/", "/tmp", "/dev/shm", "/runtime", "/var/tmp", os.getcwd()):
        try:
            os.close(os.open(os.path.join(place, "probe"), os.O_WRONLY | os.O_CREAT))
            return True
        except OSError:
            pass
    return False


def environment():
    known = {"OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "LC_ALL", "HOME", "LD_LIBRARY_PATH", "PWD"}
    return bool(set(os.environ) - known)


def descriptors():
    found = set()
    for number in range(256):
        try:
            os.fstat(number)
            found.add(number)
        except OSError:
            pass
    return bool(found - {0, 1, 2, 3, 4})


def raise_limits():
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    return True


def execute():
    os.execv("/usr/bin/env", ["env"])


def big_allocation():
    return bool(len(bytearray(2 * 2**30)))


def tried(name):
    try:
        return float(bool(globals()[name]()))
    except Exception:
        return 0.0


def product(x):
    return x @ x.T


def for_ever():
    while True:
        pass
"""


def surprise(run: Callable[[Job], Run]) -> str:
    """What went otherwise than it must, or "" if the wall holds."""
    marker = "BACKMARK_PROBE"
    had = os.environ.get(marker)
    os.environ[marker] = "a secret of the service"  # nothing of our environment may be seen inside
    try:
        return _attempts(run) or _endless(run)
    finally:
        if had is None:
            del os.environ[marker]


def _attempts(run: Callable[[Job], Run]) -> str:
    x = np.arange(6.0).reshape(2, 3)
    calls = [Call("answer = product(x)", {"x": x}, ("answer",))]
    calls += [Call(f"answer = tried({name!r})", {}, ("answer",)) for name in MUST_FAIL]
    program = PROGRAM.replace(b"SERVICE_FILE", repr(os.path.abspath(__file__)).encode())
    found = run(Job({"probe.py": program}, "probe.py", calls))
    if found.ending is not Ending.FINISHED or found.loaded is None or found.loaded.failure:
        return f"the probe itself came to the end {found.ending}"
    product, *tried = (reply.outputs.get("answer") for reply in found.replies)
    if product is None or not is_array(product) or not np.array_equal(np.asarray(product), x @ x.T):
        return "NumPy does not work inside"
    succeeded = [
        name
        for name, answer in zip(MUST_FAIL, tried, strict=True)
        if answer is None or not is_array(answer) or float(np.asarray(answer)) != 0.0
    ]
    return f"inside these work and must not: {', '.join(succeeded)}" if succeeded else ""


def _endless(run: Callable[[Job], Run]) -> str:
    limits = Limits(wall_s=1.0, call_s=0.2)
    calls = [Call("for_ever()", {}, ())]
    found = run(Job({"probe.py": PROGRAM}, "probe.py", calls, limits=limits))
    if found.ending is not Ending.OUT_OF_TIME:
        return f"an endless loop came to the end {found.ending}"
    return ""
