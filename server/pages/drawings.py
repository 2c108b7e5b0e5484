"""What is costly to make and the same for everybody: kept once per problem, not per student."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from markupsafe import Markup

Key = tuple[str, ...]

KEPT_AT_MOST = 256


class Drawings:
    """Markup by key, made by one thread at a time, so that each is made once."""

    def __init__(self) -> None:
        self._kept: dict[Key, Markup] = {}
        self._lock = Lock()

    def once(self, key: Key, make: Callable[[], Markup]) -> Markup:
        """What `make` gave for this key; the key holds the digest of all that it depends on."""
        found = self._kept.get(key)
        if found is not None:
            return found
        with self._lock:
            found = self._kept.get(key) or make()
            if len(self._kept) >= KEPT_AT_MOST:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = found
        return found
