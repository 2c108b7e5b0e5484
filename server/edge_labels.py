"""Where the numbers on crossing arrows go, so that each can be read and told to its arrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
        return PER_CHARACTER * len(self.text) + 2.5


def place_labels(segments: Sequence[Segment], texts: Sequence[str]) -> list[Placed]:
    """One place on each segment, chosen in turn and once more with all the others known.

    The cost of a place is what it covers: other labels first, then other arrows.
    """
    placed: list[Placed | None] = [None] * len(segments)
    for _ in range(SWEEPS):
        for index in range(len(segments)):
            others = [p for i, p in enumerate(placed) if p is not None and i != index]
            lines = [s for i, s in enumerate(segments) if i != index]
            places = [_at(segments[index], texts[index], t) for t in PLACES]
            costs = [_cost(place, others, lines) for place in places]
            ranked = sorted(range(len(places)), key=lambda n: (costs[n], abs(PLACES[n] - 0.5), n))
            placed[index] = places[ranked[0]]
    return [place for place in placed if place is not None]


def _at(segment: Segment, text: str, t: float) -> Placed:
    (x1, y1), (x2, y2) = segment
    return Placed(text, x1 + t * (x2 - x1), y1 + t * (y2 - y1))


def _cost(place: Placed, others: Sequence[Placed], lines: Sequence[Segment]) -> float:
    covered = sum(_overlap(place, other) for other in others)
    crossed = sum(_depth(place, line) for line in lines)
    return 4 * covered + crossed


def _overlap(a: Placed, b: Placed) -> float:
    """The shared area of two labels, with a little air around them."""
    wide = a.half_width + b.half_width + 6 - abs(a.x - b.x)
    high = 2 * HALF_HEIGHT + 5 - abs(a.y - b.y)
    return max(wide, 0.0) * max(high, 0.0)


def _depth(place: Placed, segment: Segment) -> float:
    """How far a line runs through a label: 0 where it passes by."""
    (x1, y1), (x2, y2) = segment
    if not x1 < place.x < x2:
        return 0.0
    y = y1 + (y2 - y1) * (place.x - x1) / (x2 - x1)
    slope = abs((y2 - y1) / (x2 - x1))
    return max(HALF_HEIGHT + slope * place.half_width - abs(y - place.y), 0.0)
