"""The sandbox that uploading, previewing and publishing share: opened when it is first needed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from grader.sandbox.supervisor import Sandbox, SandboxSettings


@dataclass
class Workshop:
    """One sandbox for a process; threads take turns."""

    _lock: Lock = field(default_factory=Lock)
    _opened: Sandbox | None = None

    @contextmanager
    def sandbox(self) -> Iterator[Sandbox]:
        """Proven to hold. Raises SandboxError where none does, and is tried anew the next time."""
        with self._lock:
            if self._opened is None:
                self._opened = Sandbox.open(SandboxSettings.from_environment(os.environ))
            yield self._opened

    def close(self) -> None:
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None
