"""CPU time of this process and of everything that it started, whether that has ended or not.

Ended children count once somebody has waited for them: ours, and a sandbox's within the zygote that
forked them. Those that live are asked through /proc, in ticks of 10 ms.
"""

from __future__ import annotations

import os
import resource
import time
from contextlib import suppress
from pathlib import Path

TICK_S = 1 / os.sysconf("SC_CLK_TCK")
ACCOUNTS = Path("/sys/fs/cgroup/cpuacct")


def tree_cpu_s() -> float:
    """So far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    alive = sum(_cpu_s(pid) for pid in _below(os.getpid()))
    return time.process_time() + used.ru_utime + used.ru_stime + alive


def tree_peak_mib() -> float:
    """The most memory that the living processes below this one ever held, added up."""
    return sum(_peak_kib(pid) for pid in _below(os.getpid())) / 1024


def _below(pid: int) -> list[int]:
    """The living descendants."""
    found: list[int] = []
    with suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (thread / "children").read_text().split()):
                found += [child, *_below(child)]
    return found


def _cpu_s(pid: int) -> float:
    """Of a process and of its children that have been waited for."""
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) * TICK_S
    return 0.0


def _peak_kib(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return 0


class KernelAccount:
    """The kernel's own count for this process and all that it starts from now on.

    A second opinion, where the machine lets us have one (control groups of version 1, as root).
    """

    def __init__(self) -> None:
        self.folder: Path | None = ACCOUNTS / f"backmark-{os.getpid()}"
        try:
            self.folder.mkdir()
            (self.folder / "cgroup.procs").write_text(str(os.getpid()))
        except OSError:
            self.folder = None

    def cpu_s(self) -> float | None:
        """So far; None where there is no such account."""
        if self.folder is None:
            return None
        return int((self.folder / "cpuacct.usage").read_text()) / 1e9

    def close(self) -> None:
        """This process goes back to where it was; what it left running keeps the folder."""
        if self.folder is not None:
            with suppress(OSError):
                (ACCOUNTS / "cgroup.procs").write_text(str(os.getpid()))
                self.folder.rmdir()
