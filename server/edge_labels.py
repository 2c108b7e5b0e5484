"""Where the numbers on crossing arrows go, so that each can be read and told to its arrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

Point = tuple[float, float]
Segment = tuple[Point, Point]

HALF_HEIGHT = 8.0
PER_CHARACTER = 3.9  # half the width of a digit at the size of weight labels
SWEEPS = 4
PLACES = tuple(0.17 + 0.03 * step for step in range(23))


@dataclass(frozen=True)
class Placed:
    """A text centred at (x, y)."""

    text: str
    x: float
    y: float

    @property
    def half_width(self) -> float:
        return half_width_of(len(self.text))


def half_width_of(characters: int) -> float:
    return PER_CHARACTER * characters + 2.5


def place_labels(segments: Sequence[Segment], texts: Sequence[str]) -> list[Placed]:
    """A place on each segment for its text, as if all were as wide as the widest."""
    widest = max(map(len, texts), default=0)
    places = _places(tuple(segments), half_width_of(widest))
    return [Placed(text, *place) for text, place in zip(texts, places, strict=True)]


# Depends on the shape of the network only, not on a student's numbers: found once, kept for all.
@lru_cache(maxsize=256)
def _places(segments: tuple[Segment, ...], half_width: float) -> tuple[Point, ...]:
    """One place on each segment, chosen in turn, and again with all the others known.

    The cost of a place is what it covers: other labels first, then other arrows.
    """
    chosen: list[Point | None] = [None] * len(segments)
    for _ in range(SWEEPS):
        for index, segment in enumerate(segments):
            others = [place for i, place in enumerate(chosen) if place and i != index]
            lines = [line for i, line in enumerate(segments) if i != index]
            chosen[index] = _cheapest(segment, half_width, others, lines)
    return tuple(place for place in chosen if place)


def _cheapest(
    segment: Segment, half_width: float, others: Sequence[Point], lines: Sequence[Segment]
) -> Point:
    def cost(t: float) -> tuple[float, float]:
        place = _at(segment, t)
        covered = sum(_overlap(place, other, half_width) for other in others)
        crossed = sum(_depth(place, line, half_width) for line in lines)
        return 4 * covered + crossed, abs(t - 0.5)

    return _at(segment, min(PLACES, key=cost))


def _at(segment: Segment, t: float) -> Point:
    (x1, y1), (x2, y2) = segment
    return x1 + t * (x2 - x1), y1 + t * (y2 - y1)


def _overlap(a: Point, b: Point, half_width: float) -> float:
    """The shared area of two labels, with a little air around them."""
    wide = 2 * half_width + 6 - abs(a[0] - b[0])
    high = 2 * HALF_HEIGHT + 5 - abs(a[1] - b[1])
    return max(wide, 0.0) * max(high, 0.0)


def _depth(place: Point, segment: Segment, half_width: float) -> float:
    """How far a line runs through a label: 0 where it passes by."""
    (x1, y1), (x2, y2) = segment
    if not x1 < place[0] < x2:
        return 0.0
    slope = (y2 - y1) / (x2 - x1)
    y = y1 + slope * (place[0] - x1)
    return max(HALF_HEIGHT + abs(slope) * half_width - abs(y - place[1]), 0.0)
