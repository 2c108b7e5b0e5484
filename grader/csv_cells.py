"""Cells of a CSV that a spreadsheet shows and never runs."""

from __future__ import annotations

import re

LONGEST_CELL = 32_767  # of every common spreadsheet

# What a spreadsheet may take for the start of a formula, full-width forms included.
_FORMULA_STARTS = tuple("=+-@|%＝＋－＠\t\r\n")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\Z")


def text_cell(text: str) -> str:
    """Text that a formula cannot hide in; a negative number stays a number."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    if text.startswith(_FORMULA_STARTS) and not _NUMBER.match(text):
        plain = f"'{plain}"
    return plain[:LONGEST_CELL]


def number_cell(value: float | None) -> str:
    """Points without needless digits; empty where nothing was marked."""
    return "" if value is None else f"{value:.6f}".rstrip("0").rstrip(".")
