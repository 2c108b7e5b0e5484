"""What was made of some bytes before: the same bytes need not be read or judged again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

MOST = 8
LONGEST = 4096  # of longer ones nothing is kept: whoever sends many takes no memory

Made = TypeVar("Made")


@dataclass(frozen=True)
class Seen(Generic[Made]):
    """The last few results that depend on some bytes and on nothing else."""

    _kept: dict[bytes, Made] = field(default_factory=dict)

    def get(self, body: bytes) -> Made | None:
        return self._kept.get(body)

    def keep(self, body: bytes, made: Made) -> Made:
        if len(body) <= LONGEST:
            if len(self._kept) >= MOST:
                del self._kept[next(iter(self._kept))]
            self._kept[body] = made
        return made
