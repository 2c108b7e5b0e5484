"""One number as a student types it: a decimal, a fraction, or arithmetic such as e^2/(1+e^2).

A tokeniser and a shunting-yard with two explicit stacks: nothing recurses, nothing is compiled,
every intermediate result is a finite double, and the length is bounded before anything is looked
at. So the time is linear in at most MAX_ENTRY_CHARS characters, whatever they are.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NoReturn

from grader.typography import (
    DOTS,
    FROM_SUPERSCRIPT,
    SUPERSCRIPT_DIGITS,
    SUPERSCRIPT_SIGNS,
    VULGAR,
    normalised,
    refuse_grouped_digits,
    thousands,
    with_decimal_points,
)
from grader.unreadable import Refusal, RefusedError, Unreadable, quoted

EXACT: Final = -1  # in place of a count of decimals: a fraction or an expression, not a rounding
MAX_ENTRY_CHARS: Final = 200
MAX_DEPTH: Final = 20

FUNCTIONS: Final[Mapping[str, Callable[[float], float]]] = {
    "exp": math.exp,
    "ln": math.log,
    "log": math.log,  # natural, as everywhere in the lecture
    "sqrt": math.sqrt,
    "tanh": math.tanh,
}
CONSTANTS: Final[Mapping[str, float]] = {"e": math.e, "pi": math.pi, "π": math.pi}
ACCEPTED: Final = "accepted are + - * / ^ ( ), e, pi, exp, sqrt, ln, log (natural) and tanh"

_SUPERSCRIPT = SUPERSCRIPT_SIGNS + SUPERSCRIPT_DIGITS
_PLAIN = re.compile(r"[-+]?(?:[0-9]+(?:\.([0-9]*))?|\.([0-9]+))(?:[eE]([-+]?[0-9]{1,9}))?")
_TIMES_TEN = re.compile(
    rf"([-+]?)([0-9]+(?:\.[0-9]*)?|\.[0-9]+) *[*{DOTS}] *10 *"
    rf"(?:(?:\^|\*\*) *(\()?([-+]?[0-9]{{1,4}})(?(3)\))"
    rf"|([{SUPERSCRIPT_SIGNS}]?[{SUPERSCRIPT_DIGITS}]{{1,4}}))"
)
_DOT_FOR_POINT = re.compile(rf"[0-9][{DOTS}](?!10 *(?:\^|\*\*|[{_SUPERSCRIPT}]))[0-9]")
_DOTTED_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_TOKEN = re.compile(
    rf"(?P<mixed>[0-9]*[{''.join(VULGAR)}])"
    r"|(?P<number>(?:[0-9][0-9.]*|\.[0-9][0-9.]*)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<name>[A-Za-zπ_][A-Za-z0-9_.]*)"
    rf"|(?P<superscript>[{SUPERSCRIPT_SIGNS}]?[{SUPERSCRIPT_DIGITS}]+)"
    rf"|(?P<operator>\*\*|[-+*/^(){DOTS}])"
    r"|(?P<space> +)"
)


def read_entry(text: str) -> tuple[float, int] | Unreadable:
    """One number or arithmetic expression: its finite value and how many decimals were typed.

    The decimals are EXACT (-1) for a fraction or an expression. Nothing typed is unreadable here;
    only a grid knows blanks.
    """
    if found := plain_number(text):
        return found
    try:
        refuse_length(text)
        [cell] = with_decimal_points([normalised(text)])
        return evaluated(cell)
    except RefusedError as refused:
        return refused.unreadable


def refuse_length(text: str) -> None:
    """Raise RefusedError for an entry too long to be looked at."""
    if len(text) > MAX_ENTRY_CHARS:
        reason = f"One entry has {len(text)} characters; at most {MAX_ENTRY_CHARS} are read."
        raise RefusedError(Refusal.TOO_LONG, reason, MAX_ENTRY_CHARS)


def plain_number(text: str) -> tuple[float, int] | None:
    """The quick way for what nearly everybody types, -0.25 or 1e-3; None if it is not that."""
    if len(text) > MAX_ENTRY_CHARS or not (match := _PLAIN.fullmatch(text)):
        return None
    value = float(text)
    if math.isinf(value) or (value == 0.0 and not _is_zero(text)):
        return None  # the long way says what is wrong with it
    whole_part, bare_part, exponent = match.groups()
    typed = len(whole_part or bare_part or "")
    # + 0.0 turns -0.0 into 0.0: NumPy prints -0., and nobody means a negative zero.
    return value + 0.0, typed if exponent is None else max(0, typed - int(exponent))


def _is_zero(text: str) -> bool:
    return not text.lower().partition("e")[0].strip("+-0.")


def evaluated(text: str) -> tuple[float, int]:
    """The value and decimals of a normalised entry with decimal points; raises RefusedError."""
    refuse_length(text)
    stripped = text.strip()
    if not stripped:
        raise RefusedError(Refusal.EMPTY, "An entry is missing; a number is expected.", 0)
    if found := plain_number(stripped):
        return found
    if match := _TIMES_TEN.fullmatch(stripped):
        exponent = match[4] or match[5].translate(FROM_SUPERSCRIPT)
        return _literal(f"{match[1]}{match[2]}e{exponent}", 0)
    if match := _DOT_FOR_POINT.search(text):
        reason = f"{match.group()} may be a decimal or a product; write . or * instead of the dot."
        raise RefusedError(Refusal.AMBIGUOUS, reason, match.start() + 1)
    refuse_grouped_digits(text)
    if "=" in text:
        raise _stray("=", text.index("="))
    value, decimals = _Arithmetic(text).result()
    return value + 0.0, decimals


def _literal(text: str, at: int) -> tuple[float, int]:
    if found := plain_number(text):
        return found
    if text.count(".") > 1:
        if _DOTTED_THOUSANDS.fullmatch(text):
            raise thousands(text, at)
        reason = f"{quoted(text)} has more than one decimal point; a number has one, such as 2.5."
        raise RefusedError(Refusal.SYNTAX, reason, at)
    if _is_zero(text):  # 0e12345678901
        return 0.0, 0
    if "-" in text.lower().partition("e")[2]:
        reason = f"{quoted(text)} is too small to be told from 0; write 0 if that is meant."
        raise RefusedError(Refusal.TOO_SMALL, reason, at)
    reason = f"{quoted(text)} is too large; a finite number below 1e308 is expected."
    raise RefusedError(Refusal.NOT_FINITE, reason, at)


# --- tokens ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    at: int


def _tokens(text: str) -> Iterable[_Token]:
    end = len(text.rstrip())
    at = len(text) - len(text.lstrip())
    while at < end:
        match = _TOKEN.match(text, at, end)
        if match is None:
            raise _stray(text[at], at)
        if match.lastgroup != "space":
            yield _Token(str(match.lastgroup), match.group(), at)
        at = match.end()


_BRACKET = (Refusal.SYNTAX, "{} stands where none belongs; inside arithmetic use ( ).")
_SEPARATOR = (Refusal.SYNTAX, "One number is expected here, but {} follows.")
_STRAY: Final[Mapping[str, tuple[Refusal, str]]] = {
    **dict.fromkeys("[]{}", _BRACKET),
    **dict.fromkeys(",;&", _SEPARATOR),
    **dict.fromkeys("\t\r\n", (Refusal.SYNTAX, "One number is expected here, but more follows.")),
    "%": (Refusal.PERCENT, "Percentages are not read; write 0.25 for 25 %."),
    "=": (Refusal.EQUALS, "Leave out everything up to the = and give the value alone."),
    "'": (Refusal.TRANSPOSE, "A transpose ' is not read; write the matrix as it should stand."),
    "…": (Refusal.ELLIPSIS, "Something was left out at …; write every digit and every entry."),
    "\\": (Refusal.LATEX, "This LaTeX command is not read; write plain arithmetic instead."),
}


def _stray(character: str, at: int) -> RefusedError:
    fallback = (Refusal.SYNTAX, "{} is not part of a number; " + ACCEPTED + ".")
    code, reason = _STRAY.get(character, fallback)
    return RefusedError(code, reason.format(character), at)


# --- arithmetic -----------------------------------------------------------------------------------

_NEGATIVE, _POSITIVE = "negative", "positive"
# A sign binds more loosely than a power, as in mathematics: -2^2 is -4.
_BINDS: Final = {"+": 1, "-": 1, "*": 2, "/": 2, _NEGATIVE: 3, _POSITIVE: 3, "^": 4}


class _Arithmetic:
    """One expression on two stacks; a bracket or a function waits on the stack of operators."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._values: list[tuple[float, int]] = []
        self._waiting: list[_Token] = []
        self._function: _Token | None = None  # named, and its bracket not yet open
        self._before: _Token | None = None
        self._depth = 0

    def result(self) -> tuple[float, int]:
        for token in _tokens(self._text):
            self._take(token)
            self._before = token
        if self._function is not None:
            self._refuse_bare_function(self._function)
        if self._expects_operand():
            self._refuse_missing(len(self._text))
        self._apply_down_to(0)
        if self._waiting:
            reason = "A ( is opened here and never closed."
            raise RefusedError(Refusal.SYNTAX, reason, self._waiting[-1].at)
        return self._values[0]

    def _take(self, token: _Token) -> None:
        if self._function is not None and token.text != "(":
            self._refuse_bare_function(self._function)
        if token.kind == "operator":
            self._take_operator(token)
        elif token.kind == "superscript":
            self._take_superscript(token)
        else:
            self._refuse_adjacent(token)
            self._take_operand(token)

    def _take_operand(self, token: _Token) -> None:
        if token.kind == "number":
            self._values.append(_literal(token.text, token.at))
        elif token.kind == "mixed":
            whole = float(token.text[:-1] or "0")
            self._values.append((whole + VULGAR[token.text[-1]], EXACT))
        elif token.text.lower() in CONSTANTS:
            self._values.append((CONSTANTS[token.text.lower()], EXACT))
        elif token.text.lower() in FUNCTIONS:
            self._function = token
        else:
            raise _unknown_name(token)

    def _take_operator(self, token: _Token) -> None:
        if token.text == "(":
            self._open(token)
        elif token.text == ")":
            self._close(token)
        elif not self._expects_operand():
            self._take_binary(token)
        elif token.text in ("+", "-"):
            self._take_sign(token)
        else:
            self._refuse_missing(token.at)

    def _take_binary(self, token: _Token) -> None:
        symbol = {"**": "^", **dict.fromkeys(DOTS, "*")}.get(token.text, token.text)
        if symbol in ("+", "-"):
            self._refuse_two_readings(token)
        # Powers are taken from right to left: 2^3^2 is 2^9.
        self._apply_down_to(_BINDS[symbol] + (symbol == "^"))
        self._waiting.append(_Token("operator", symbol, token.at))

    def _take_sign(self, token: _Token) -> None:
        if self._waiting and self._waiting[-1].text in (_NEGATIVE, _POSITIVE):
            reason = "Two signs stand in a row; write one, or brackets such as -(-1)."
            raise RefusedError(Refusal.SIGNS, reason, token.at)
        symbol = _NEGATIVE if token.text == "-" else _POSITIVE
        self._waiting.append(_Token("operator", symbol, token.at))

    def _take_superscript(self, token: _Token) -> None:
        if self._expects_operand():
            self._refuse_missing(token.at)
        power = float(token.text.translate(FROM_SUPERSCRIPT))
        base, _ = self._values.pop()
        self._values.append((_applied("^", base, power, token.at), EXACT))

    def _open(self, token: _Token) -> None:
        self._refuse_adjacent(token)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            reason = f"Brackets are nested more than {MAX_DEPTH} deep; write it more simply."
            raise RefusedError(Refusal.TOO_DEEP, reason, token.at)
        name = self._function.text.lower() if self._function else "("
        self._waiting.append(_Token("bracket", name, token.at))
        self._function = None

    def _close(self, token: _Token) -> None:
        if self._expects_operand():
            self._refuse_missing(token.at)
        self._apply_down_to(0)
        if not self._waiting:
            raise RefusedError(Refusal.SYNTAX, "A ) closes nothing here.", token.at)
        bracket = self._waiting.pop()
        self._depth -= 1
        if bracket.text != "(":
            argument, _ = self._values.pop()
            self._values.append((_called(bracket.text, argument, bracket.at), EXACT))

    def _apply_down_to(self, binding: int) -> None:
        waiting = self._waiting
        while waiting and waiting[-1].kind != "bracket" and _BINDS[waiting[-1].text] >= binding:
            operator = waiting.pop()
            value, decimals = self._values.pop()
            if operator.text in (_NEGATIVE, _POSITIVE):
                signed = -value if operator.text == _NEGATIVE else value
                self._values.append((signed, decimals))
            else:
                left, _ = self._values.pop()
                self._values.append((_applied(operator.text, left, value, operator.at), EXACT))

    def _expects_operand(self) -> bool:
        before = self._before
        return before is None or (before.kind == "operator" and before.text != ")")

    def _refuse_adjacent(self, token: _Token) -> None:
        if self._function is not None or self._expects_operand() or self._before is None:
            return
        left, right = quoted(self._before.text), quoted(token.text)
        reason = f"Nothing stands between {left} and {right}; write * to multiply"
        if left.replace(".", "").isdigit() and right.replace(".", "").isdigit():
            reason = f"{left} and {right} stand side by side, but one number is expected here"
        raise RefusedError(Refusal.ADJACENT, f"{reason}.", token.at)

    def _refuse_two_readings(self, token: _Token) -> None:
        """Refuse 1 -2: one number to a calculator, two to MATLAB."""
        spaced_before = self._text[token.at - 1].isspace()
        if spaced_before and not self._text[token.at + 1 : token.at + 2].isspace():
            sign = token.text
            reason = f"A space before this {sign} but none after may mean one number or two."
            raise RefusedError(Refusal.AMBIGUOUS, f"{reason} Use both or neither.", token.at)

    def _refuse_missing(self, at: int) -> NoReturn:
        after = f" after {quoted(self._before.text)}" if self._before else ""
        raise RefusedError(Refusal.SYNTAX, f"A number is missing{after}.", at)

    def _refuse_bare_function(self, function: _Token) -> NoReturn:
        reason = f"{function.text} needs brackets, such as {function.text}(2)."
        raise RefusedError(Refusal.SYNTAX, reason, function.at)


def _unknown_name(token: _Token) -> RefusedError:
    word = token.text.lower()
    if word in ("nan", "none", "null"):
        reason = f"{token.text} is not a number; leave the field empty if there is no answer."
        return RefusedError(Refusal.NOT_A_NUMBER, reason, token.at)
    if word in ("inf", "infinity"):
        reason = "Infinity is not an answer here; a finite number is expected."
        return RefusedError(Refusal.NOT_FINITE, reason, token.at)
    reason = f"{quoted(token.text)} is not known; {ACCEPTED}."
    return RefusedError(Refusal.NAME, reason, token.at)


def _called(name: str, argument: float, at: int) -> float:
    try:
        return FUNCTIONS[name](argument)
    except OverflowError:
        raise _overflow(at) from None
    except ValueError:
        reason = f"{name}({argument:.6g}) is not a real, finite number."
        raise RefusedError(Refusal.NOT_REAL, reason, at) from None


def _applied(symbol: str, left: float, right: float, at: int) -> float:
    try:
        value = _OPERATIONS[symbol](left, right)
    except OverflowError:
        raise _overflow(at) from None
    except ZeroDivisionError:
        raise RefusedError(Refusal.ZERO_DIVISION, "This divides by 0.", at) from None
    except ValueError:
        if left == 0.0:
            raise RefusedError(Refusal.ZERO_DIVISION, "This divides by 0.", at) from None
        reason = f"{left:.6g} to the power of {right:.6g} is not a real number."
        raise RefusedError(Refusal.NOT_REAL, reason, at) from None
    if math.isinf(value):
        raise _overflow(at)
    return value


def _overflow(at: int) -> RefusedError:
    reason = "The result is too large; a finite number below 1e308 is expected."
    return RefusedError(Refusal.NOT_FINITE, reason, at)


_OPERATIONS: Final[Mapping[str, Callable[[float, float], float]]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
    "^": math.pow,
}
