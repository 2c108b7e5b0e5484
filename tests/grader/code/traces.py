"""What programs may leave on the machine, and what of it is theirs: others work there too."""

from __future__ import annotations

import ctypes
import hashlib
import os
import signal
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

FOLDERS = ("/", "/tmp", "/var/tmp", "/dev/shm", "/run")
KEYCTL = {"x86_64": 250, "aarch64": 219}[os.uname().machine]
KEYCTL_UNLINK, KEYCTL_SEARCH, USER_KEYRING = 9, 10, -4
LIBC = ctypes.CDLL(None)


@dataclass(frozen=True)
class Process:
    """What the process table says of one; it may have ended since."""

    pid: int
    state: str
    parent: int
    group: int
    session: int


def processes() -> Iterator[Process]:
    for name in filter(str.isdigit, os.listdir("/proc")):
        with suppress(OSError):
            fields = Path(f"/proc/{name}/stat").read_text().rpartition(")")[2].split()
            yield Process(int(name), fields[0], *map(int, fields[1:4]))


def below(pid: int) -> set[int]:
    """The processes that this one has started, and those that they have; the dead too."""
    parents = {process.pid: process.parent for process in processes()}
    found: set[int] = set()
    while new := {child for child, parent in parents.items() if parent in {pid, *found}} - found:
        found |= new
    return found


def namespace_of(pid: int | str) -> str:
    """Which process namespace it is in; "" where it has ended."""
    with suppress(OSError):
        return os.readlink(f"/proc/{pid}/ns/pid")
    return ""


@dataclass(frozen=True)
class Owner:
    """Whose traces are looked for.

    `python` is an interpreter that nobody else runs. `seen` are processes that were there while
    programs ran: whoever is in a session, a group or a namespace of theirs belongs to them.
    """

    token: str
    python: Path
    seen: frozenset[int] = frozenset()
    namespaces: frozenset[str] = frozenset()

    @property
    def key(self) -> int:
        return int(self.token, 16) & 0x7FFFFFFF

    def alive(self) -> set[int]:
        return {process.pid for process in processes() if self.owns(process)}

    def owns(self, process: Process) -> bool:
        if process.state in "ZX":  # it has ended; whoever inherited it will be told
            return False
        if {process.pid, process.group, process.session} & self.seen:
            return True
        if self.namespaces and namespace_of(process.pid) in self.namespaces:
            return True
        with suppress(OSError):
            return os.path.samefile(f"/proc/{process.pid}/exe", self.python)
        return False

    def files(self) -> set[Path]:
        places = {Path(folder) for folder in FOLDERS} | {Path.cwd(), Path(__file__).parents[3]}
        found: set[Path] = set()
        for place in places:
            with suppress(OSError):
                found |= {path for path in place.iterdir() if self.token in path.name}
        return found

    @property
    def queue(self) -> bytes:
        return f"/left-{self.token}".encode()

    def has_queue(self) -> bool:
        """Asked of the kernel: the folder of the queues need not be mounted."""
        descriptor = LIBC.mq_open(self.queue, os.O_RDONLY)
        if descriptor >= 0:
            os.close(descriptor)
        return bool(descriptor >= 0)

    def left(self) -> set[str]:
        """Kinds of traces that are there, named as by the program that leaves them."""
        found = {
            "files": bool(self.files()),
            "process": bool(self.alive()),
            "posix_queue": self.has_queue(),
            "keyring": self.token in _read("/proc/keys"),
        }
        for kind, table in (("shared_memory", "shm"), ("semaphores", "sem"), ("messages", "msg")):
            rows = _read(f"/proc/sysvipc/{table}").splitlines()[1:]
            found[kind] = any(int(row.split()[0]) == self.key for row in rows)
        return {kind for kind, there in found.items() if there}

    def clean(self) -> None:
        """Take away whatever is left."""
        for pid in self.alive():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for path in self.files():
            path.unlink()
        LIBC.mq_unlink(self.queue)
        LIBC.shmctl(LIBC.shmget(self.key, 0, 0), 0, None)
        LIBC.semctl(LIBC.semget(self.key, 0, 0), 0, 0)
        LIBC.msgctl(LIBC.msgget(self.key, 0), 0, None)
        key = LIBC.syscall(KEYCTL, KEYCTL_SEARCH, USER_KEYRING, b"user", self.token.encode(), 0)
        LIBC.syscall(KEYCTL, KEYCTL_UNLINK, key, USER_KEYRING)


def _read(path: str) -> str:
    with suppress(OSError):
        return Path(path).read_text(errors="replace")
    return ""


def digest(folder: Path) -> str:
    """Of every name, kind, mode, size, time of change and content in the tree."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        told = path.lstat()
        said = (str(path), told.st_mode, told.st_size, told.st_mtime_ns, told.st_uid)
        found.update(repr(said).encode())
        if stat.S_ISREG(told.st_mode):
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()
