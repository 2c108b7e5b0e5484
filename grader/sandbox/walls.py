"""The outer walls: how a zygote is started so that hardly anything is there to be had.

A: bubblewrap as an ordinary user; no network, /proc, /dev, /tmp, nothing to write. B: inside a
container that has no network and no secrets of its own; Landlock, taken by the zygote itself.
Nothing here is chosen by version numbers: the probe decides whether a wall holds.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from grader.sandbox.job import SandboxError
from grader.sandbox.runtime import Tree

GRACE_S = 0.5
NOBODY = 65534
_SYSTEM_LIBRARIES = ("/usr/lib", "/usr/lib64", "/lib", "/lib64")


class Tier(StrEnum):
    """Which outer wall stands."""

    A = "A"
    B = "B"


def start_zygote(tier: Tier, tree: Tree, namespaces: bool) -> tuple[subprocess.Popen[bytes], int]:
    """A zygote behind the wall and our end of its control socket; raises SandboxError."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, theirs:
        process = zygote_on(theirs.fileno(), tier, tree, namespaces)
        return process, ours.detach()


def zygote_on(control: int, tier: Tier, tree: Tree, namespaces: bool) -> subprocess.Popen[bytes]:
    """A zygote behind the wall whose control socket is this descriptor; raises SandboxError.

    The environment is empty, every descriptor but the socket's is closed, and where we are root it
    runs as nobody. The caller closes its own copy of the descriptor.
    """
    try:
        command, passed = _command(tier, tree, namespaces, control)
        process = _spawn(command, [control, *passed])
    except OSError as error:
        raise SandboxError(f"wall {tier}: the sandbox cannot be started: {error}") from error
    for descriptor in passed:
        os.close(descriptor)
    return process


def end(process: subprocess.Popen[bytes]) -> None:
    """Waits for a zygote whose socket was closed, and kills one that does not see that.

    What bubblewrap starts is in a session of its own, and the first process of its namespace: with
    it everything in there ends.
    """
    with suppress(subprocess.TimeoutExpired):
        process.wait(GRACE_S)
    for pid in _children(process.pid):
        with suppress(OSError):
            _kill_child(pid, process.pid)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _kill_child(pid: int, parent: int) -> None:
    handle = os.pidfd_open(pid)
    try:
        if pid in _children(parent):  # else the number may be somebody else's by now
            signal.pidfd_send_signal(handle, signal.SIGKILL)
    finally:
        os.close(handle)


def _children(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:  # it has ended, or this kernel does not tell
        return []
    return [int(word) for word in text.split()]


def _spawn(command: list[str], passed: list[int]) -> subprocess.Popen[bytes]:
    is_root = os.geteuid() == 0
    return subprocess.Popen(
        command,
        env=environment(),
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        close_fds=True,
        pass_fds=passed,
        start_new_session=True,
        user=NOBODY if is_root else None,
        group=NOBODY if is_root else None,
        extra_groups=[] if is_root else None,
    )


def environment(lib: str = "") -> dict[str, str]:
    """All that a zygote is told: OpenBLAS must not start threads, which nothing may do inside."""
    told = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "LC_ALL": "C.UTF-8", "HOME": "/"}
    return {**told, "LD_LIBRARY_PATH": lib} if lib else told


def _command(tier: Tier, tree: Tree, namespaces: bool, control: int) -> tuple[list[str], list[int]]:
    if tier is Tier.B:
        settings = [f"{name}={value}" for name, value in environment(str(tree.lib)).items()]
        return ["/usr/bin/env", "-i", *settings, *_python(tree, False, control)], []
    bubblewrap = shutil.which("bwrap")
    if bubblewrap is None:
        cure = "apt-get install bubblewrap, or BACKMARK_SANDBOX=B within a container"
        raise SandboxError(f"wall A: bubblewrap (bwrap) is not installed; {cure}")
    arguments = os.memfd_create("bwrap-arguments", 0)
    words = _bubblewrap_arguments(tree)
    os.write(arguments, b"".join(word.encode() + b"\0" for word in words))
    os.lseek(arguments, 0, os.SEEK_SET)
    within = Tree(Path("/runtime"), tree.devices)
    command = [bubblewrap, "--args", str(arguments), "--", *_python(within, namespaces, control)]
    return command, [arguments]


def _python(tree: Tree, namespaces: bool, control: int) -> list[str]:
    # -I: nothing from the environment or the home folder; -S: no site; -B: nothing is written.
    start = "import sys; sys.path[:0] = sys.argv[1:3]; del sys.argv[1:3]; import zygote; "
    start += "zygote.main(sys.argv[1:])"
    readable = [str(tree.folder), *_SYSTEM_LIBRARIES, *tree.devices]
    told = [str(control), "yes" if namespaces else "no", *readable]
    paths = [str(tree.inside), str(tree.packages)]
    return [str(tree.python), "-I", "-S", "-B", "-c", start, *paths, *told]


def _bubblewrap_arguments(tree: Tree) -> list[str]:
    # Not --disable-userns: the children take namespaces of their own. Not --die-with-parent: that
    # is about the thread that started us; a zygote ends when its control socket does.
    words = ["--unshare-all", "--unshare-user", "--new-session", "--as-pid-1", "--cap-drop", "ALL"]
    words += ["--clearenv", "--hostname", "sandbox", "--chdir", "/"]
    for name, value in environment("/runtime/lib").items():
        words += ["--setenv", name, value]
    words += ["--ro-bind", str(tree.folder), "/runtime"]
    for folder in _SYSTEM_LIBRARIES:
        if os.path.islink(folder):
            words += ["--symlink", os.readlink(folder), folder]
        elif os.path.isdir(folder):
            words += ["--ro-bind", folder, folder]
    for device in tree.devices:
        words += ["--dev-bind", device, device]
    return [*words, "--remount-ro", "/"]
