"""The few SVG elements that drawings are made of; looks come from classes in the style sheet.

No `style` attribute is ever written: the content security policy forbids it. Whatever an author or
a student may have written is escaped here; classes and path commands come from our own code.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

Point = tuple[float, float]


@dataclass(frozen=True)
class Frame:
    """The whole picture: its size in user units, and what it says to who cannot see it."""

    id: str
    width: float
    height: float
    title: str
    description: str
    classes: str = ""


def picture(frame: Frame, parts: Iterable[Markup]) -> Markup:
    return Markup(
        '<svg class="drawing {classes}" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}"'
        ' height="{height:.0f}" role="img" aria-labelledby="{id}-title {id}-desc">'
        '<title id="{id}-title">{title}</title><desc id="{id}-desc">{description}</desc>'
        "{body}</svg>"
    ).format(**frame.__dict__, body=Markup("").join(parts))


def group(classes: str, parts: Iterable[Markup], key: str = "") -> Markup:
    data = f' data-entry="{escape(key)}"' if key else ""
    return Markup(f'<g class="{classes}"{data}>{"".join(parts)}</g>')


def placed(at: Point, part: Markup) -> Markup:
    return Markup(f'<g transform="translate({at[0]:.1f} {at[1]:.1f})">{part}</g>')


def line(start: Point, end: Point, classes: str) -> Markup:
    (x1, y1), (x2, y2) = start, end
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return Markup(f'<line {ends} class="{classes}"/>')


def circle(center: Point, radius: float, classes: str) -> Markup:
    x, y = center
    return Markup(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" class="{classes}"/>')


def square(center: Point, half: float, classes: str) -> Markup:
    return rectangle(center, (half, half), classes)


def rectangle(center: Point, halves: tuple[float, float], classes: str) -> Markup:
    (x, y), (wide, high) = center, halves
    corner = f'x="{x - wide:.1f}" y="{y - high:.1f}"'
    size = f'width="{2 * wide:.1f}" height="{2 * high:.1f}"'
    return Markup(f'<rect {corner} {size} rx="3" class="{classes}"/>')


def diamond(center: Point, half: float, classes: str) -> Markup:
    x, y = center
    corners = [(x, y - half), (x + half, y), (x, y + half), (x - half, y)]
    return polygon(corners, classes)


def polygon(corners: Iterable[Point], classes: str) -> Markup:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
    return Markup(f'<polygon points="{points}" class="{classes}"/>')


def path(commands: str, classes: str) -> Markup:
    return Markup(f'<path d="{commands}" class="{classes}"/>')


def text(at: Point, words: object, classes: str) -> Markup:
    x, y = at
    return Markup(f'<text x="{x:.1f}" y="{y:.1f}" class="{classes}">{escape(words)}</text>')


def symbol(name: str, index: object = "") -> Markup:
    """A letter in italics with its index below the line, inside a `text`."""
    letter = f'<tspan class="letter">{escape(name)}</tspan>'
    if index == "":
        return Markup(letter)
    # The second shift brings what follows back to the line.
    below = f'<tspan class="index" dy="4">{escape(index)}</tspan><tspan dy="-4">\u200b</tspan>'
    return Markup(letter + below)
