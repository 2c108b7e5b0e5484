r"""A pasted LaTeX matrix or number, rewritten as plain entries.

Everything that is understood is rewritten; a backslash or a brace that is left over refuses the
whole answer, because a command that is merely dropped (\frac in a matrix) changes the number
without a word.
"""

import re
from typing import Final

from grader.unreadable import Refusal, RefusedError

# Not vmatrix and Vmatrix: a determinant and a norm are numbers.
_ENVIRONMENT = re.compile(
    r"\\begin\{([bpB]?matrix|smallmatrix|array)\}(?:\{[lcr| ]{1,40}\})?(.*?)\\end\{\1\}", re.DOTALL
)
_DELIMITERS = (("$$", "$$"), ("$", "$"), ("\\[", "\\]"), ("\\(", "\\)"))
_AROUND = re.compile(r"\\(?:left|right)[\[\]().|]|\\(?:left|right)\\[{}]")
_SPACING = re.compile(r"\\(?:[,;:! ]|quad|qquad|phantom\{[-+0-9.]{0,9}\}|displaystyle)")
_INNERMOST: Final = (
    # Brackets around every part, so that \frac{1+2}{3} keeps its meaning.
    (re.compile(r"\\[dtc]?frac *\{([^{}\\]*)\} *\{([^{}\\]*)\}"), r"((\1)/(\2))"),
    (re.compile(r"\^ *\{([^{}\\]*)\}"), r"^(\1)"),
    (re.compile(r"\\sqrt *\{([^{}\\]*)\}"), r"sqrt(\1)"),
)
_WORDS: Final = (
    (re.compile(r"\\(?:cdot|times)(?![A-Za-z])"), "*"),
    (re.compile(r"\\(exp|ln|log|tanh|pi)(?![A-Za-z])"), r"\1"),
    (re.compile(r"\\left\("), "("),
    (re.compile(r"\\right\)"), ")"),
)
_MAX_NESTING: Final = 8


def is_latex(text: str) -> bool:
    """Whether this must be read as LaTeX."""
    return "\\" in text or "$" in text


def latex_rows(text: str) -> list[list[str]] | None:
    """The entries of the one matrix that the text consists of; None if it holds no matrix.

    Raises RefusedError for anything that would have to be dropped to read it.
    """
    bare = without_delimiters(text)
    if bare.count("\\begin") > 1:  # also keeps the search below linear
        raise RefusedError(Refusal.LATEX, "Paste one matrix; several \\begin are in the text.")
    match = _ENVIRONMENT.search(bare)
    if match is None:
        return None
    around = _AROUND.sub("", bare[: match.start()] + bare[match.end() :])
    if around.strip(" \t\r\n.,;"):
        reason = "Something stands before or after the matrix; paste the matrix alone."
        raise RefusedError(Refusal.LATEX, reason)
    rows = match[2].split("\\\\")
    if len(rows) > 1 and not rows[-1].strip():
        rows.pop()  # a \\ after the last row starts no row
    return [[latex_entry(cell.strip()) for cell in row.split("&")] for row in rows]


def without_delimiters(text: str) -> str:
    r"""The text without $...$, \[...\] or \(...\) around it."""
    bare = text.strip()
    for opened, closed in _DELIMITERS:
        if len(bare) >= 2 * len(opened) and bare.startswith(opened) and bare.endswith(closed):
            return bare[len(opened) : -len(closed)].strip()
    return bare


def latex_entry(cell: str) -> str:
    """One entry in plain arithmetic; raises RefusedError if a command is left over."""
    cell = _SPACING.sub(" ", cell)
    for command, plain in _WORDS:
        cell = command.sub(plain, cell)
    for _ in range(_MAX_NESTING):
        before = cell
        for command, plain in _INNERMOST:
            cell = command.sub(plain, cell)
        if cell == before:
            break
    if left_over := re.search(r"\\[A-Za-z]*|[{}$&]", cell):
        reason = (
            f"{left_over.group()[:24]} is not read in LaTeX; accepted are matrices, "
            "\\frac{a}{b}, \\sqrt{a}, ^{a}, \\cdot, \\times, \\exp, \\ln, \\log, \\tanh and \\pi."
        )
        raise RefusedError(Refusal.LATEX, reason)
    return cell
