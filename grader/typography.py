"""Characters before numbers: look-alikes, decimal commas, thousands, and what is no notation."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from grader.unreadable import Refusal, RefusedError, quoted

_FRACTIONS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5)}
_FRACTIONS |= {"⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7)}
_FRACTIONS |= {"⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅑": (1, 9), "⅒": (1, 10)}
VULGAR: Final[Mapping[str, float]] = {c: top / below for c, (top, below) in _FRACTIONS.items()}
SUPERSCRIPT_SIGNS: Final = "⁺⁻"
SUPERSCRIPT_DIGITS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
FROM_SUPERSCRIPT: Final = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
DOTS: Final = "·⋅∙"  # multiplication, but some write 0·5 for 0.5

# One character for one, so that a position in the normalised text is a position as typed. The em
# dash is left out: word processors make it from two minus signs.
_LOOKALIKES = str.maketrans(
    "−‐‑‒–﹣×∗✕÷∕⁄\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f",
    "------***///             ",
)
_GROUPING_SPACE = re.compile(r"[0-9][\u00a0\u2007\u2009\u202f][0-9]{3}(?![0-9.,])")
_FOREIGN = re.compile(
    rf"[^\t\n\r\x20-\x7e{''.join(VULGAR)}{SUPERSCRIPT_SIGNS}{SUPERSCRIPT_DIGITS}{DOTS}π…]"
)
_COMMA_NUMBER = re.compile(r"(?<![0-9.,])([0-9]+),([0-9]+)(?![0-9.,])")
_GROUPED = re.compile(r"[0-9](?:,[0-9]{3},|\.[0-9]{3}\.|,[0-9]{3}\.|\.[0-9]{3},|['_])[0-9]")


def normalised(text: str) -> str:
    """The text with its look-alikes (Unicode minus, special spaces, ×, ÷) replaced one for one.

    Raises RefusedError for a character that no accepted notation uses.
    """
    if not text.isascii():
        if grouped := _GROUPING_SPACE.search(text):
            raise thousands(grouped.group(), grouped.start())
        text = text.translate(_LOOKALIKES)
    if foreign := _FOREIGN.search(text):
        raise _foreign_character(foreign.group(), foreign.start())
    return text


def _foreign_character(character: str, at: int) -> RefusedError:
    if "\uff01" <= character <= "\uff5e":
        reason = f"{character} is a full-width character; switch the keyboard to ordinary ones."
        return RefusedError(Refusal.FULL_WIDTH, reason, at)
    if character == "∞":
        reason = "Infinity is not an answer here; a finite number is asked."
        return RefusedError(Refusal.NOT_FINITE, reason, at)
    # A combining mark or a letter from right to left would rearrange the sentence around it.
    shown = f"{character} " if character in "—√∙•‰€°≈" else ""
    reason = (
        f"The character {shown}U+{ord(character):04X} at position {at + 1} is not read; "
        "use digits, the ordinary minus, and names such as sqrt()."
    )
    return RefusedError(Refusal.CHARACTER, reason, at)


def thousands(found: str, at: int | None) -> RefusedError:
    """The refusal of digits set apart in groups."""
    reason = (
        f"{quoted(found)} looks like a number with its thousands set apart; "
        "write the digits with nothing between them, such as 1234.5."
    )
    return RefusedError(Refusal.THOUSANDS, reason, at)


def refuse_grouped_digits(text: str) -> None:
    """Raise RefusedError where digits stand in groups of thousands: 1,234.5, 1.234,5, 1'000."""
    if grouped := _GROUPED.search(text):
        raise thousands(grouped.group(), grouped.start())


def with_decimal_points(cells: Iterable[str]) -> list[str]:
    """Cells that belong together, with every decimal comma replaced by a point, one for one.

    They are judged together because 1,500 alone is either 1.5 or 1500, but next to 0,25 only 1.5.
    Raises RefusedError where that stays open.
    """
    cells = list(cells)
    together = "\n".join(cells)
    if "," not in together:
        return cells
    if grouped := _GROUPED.search(together):
        raise thousands(grouped.group(), None)
    numbers = _COMMA_NUMBER.findall(together)
    if numbers and "." in together:
        reason = "Decimal commas and decimal points are mixed; use one of them throughout."
        raise RefusedError(Refusal.MIXED_COMMA, reason)
    if numbers and all(_may_be_thousands(whole, part) for whole, part in numbers):
        whole, part = numbers[0]
        reason = f"{whole},{part} may mean {whole}.{part} or {whole}{part}; write one of these."
        raise RefusedError(Refusal.THOUSANDS, reason)
    return [_COMMA_NUMBER.sub(r"\1.\2", cell) for cell in cells]


def _may_be_thousands(whole: str, part: str) -> bool:
    return len(part) == 3 and len(whole) <= 3 and not whole.startswith("0")
