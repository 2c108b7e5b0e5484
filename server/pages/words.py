"""How times, points and verdicts are written on pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask
from markupsafe import Markup

from grader.mistakes import CATALOGUE
from server import formulas

# A sign and a word with every colour: neither print nor a colour-blind reader sees colours.
SIGNS = {
    "right": "✓",
    "carried": "→",
    "wrong": "✗",
    "partly": "◐",
    "blank": "–",
    "unreadable": "?",
    "missing": "✗",
    "not-run": "–",
}
VERDICTS = {
    "right": "right",
    "carried": "carried",
    "wrong": "wrong",
    "partly": "partly right",
    "blank": "blank",
    "unreadable": "could not be read",
    "missing": "not defined",
    "not-run": "not run",
}


def local_time(moment: datetime | None, zone: str) -> Markup | str:
    """`Tue 8 Dec 2026, 23:59 CET` in the course's zone; hover tells the zone's name."""
    if moment is None:
        return "—"
    local = moment.astimezone(ZoneInfo(zone))
    seconds = ":%S" if local.second else ""
    text = f"{local:%a} {local.day} {local:%b %Y, %H:%M{seconds}} {local:%Z}"
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        moment.isoformat(timespec="seconds"), zone, text
    )


def points(value: float | None) -> str:
    """3, 2.5, 0.33; never 3.0."""
    return "—" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


def plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


@dataclass(frozen=True)
class Undetected:
    """A mistake that vetting declares, with the steps in which it does not show."""

    code: str
    sentence: str
    steps: tuple[tuple[str, float], ...]  # quantity, share of the candidates that would show it


def declared(report: Mapping[str, Any]) -> list[Undetected]:
    """What a vetting report never tells apart, one entry for each mistake."""
    sentences = {mistake.code: mistake.sentence for mistake in CATALOGUE}
    steps: dict[str, list[tuple[str, float]]] = {}
    for one in report.get("never_told_apart", ()):
        steps.setdefault(one["code"], []).append((one["quantity"], one["shown_by"]))
    return [Undetected(c, sentences.get(c, ""), tuple(found)) for c, found in steps.items()]


def add_filters(app: Flask) -> None:
    app.jinja_env.filters.update(
        local_time=local_time,
        points=points,
        plural=plural,
        formula=formulas.formula,
        plain_name=formulas.plain,
    )
    app.jinja_env.globals.update(SIGNS=SIGNS, VERDICTS=VERDICTS, declared=declared)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
