"""The few SVG elements that drawings are made of; looks come from classes in the style sheet.

No `style` attribute is ever written: the content security policy forbids it.
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
    data = Markup(' data-entry="{}"').format(key) if key else Markup("")
    return Markup('<g class="{}"{}>{}</g>').format(classes, data, Markup("").join(parts))


def line(start: Point, end: Point, classes: str) -> Markup:
    return Markup('<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" class="{}"/>').format(
        *start, *end, classes
    )


def circle(center: Point, radius: float, classes: str) -> Markup:
    return Markup('<circle cx="{:.1f}" cy="{:.1f}" r="{:.1f}" class="{}"/>').format(
        *center, radius, classes
    )


def square(center: Point, half: float, classes: str) -> Markup:
    return rectangle(center, (half, half), classes)


def rectangle(center: Point, halves: tuple[float, float], classes: str) -> Markup:
    (x, y), (wide, high) = center, halves
    return Markup(
        '<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="3" class="{}"/>'
    ).format(x - wide, y - high, 2 * wide, 2 * high, classes)


def diamond(center: Point, half: float, classes: str) -> Markup:
    x, y = center
    corners = [(x, y - half), (x + half, y), (x, y + half), (x - half, y)]
    return polygon(corners, classes)


def polygon(corners: Iterable[Point], classes: str) -> Markup:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
    return Markup('<polygon points="{}" class="{}"/>').format(points, classes)


def path(commands: str, classes: str) -> Markup:
    return Markup('<path d="{}" class="{}"/>').format(commands, classes)


def text(at: Point, words: object, classes: str) -> Markup:
    return Markup('<text x="{:.1f}" y="{:.1f}" class="{}">{}</text>').format(
        *at, classes, escape(words)
    )


def symbol(name: str, index: object = "") -> Markup:
    """A letter in italics with its index below the line, inside a `text`."""
    if index == "":
        return Markup('<tspan class="letter">{}</tspan>').format(name)
    # The second shift brings what follows back to the line.
    return Markup(
        '<tspan class="letter">{}</tspan><tspan class="index" dy="4">{}</tspan>'
        '<tspan dy="-4">\u200b</tspan>'
    ).format(name, index)
