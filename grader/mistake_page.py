"""The catalogue of mistakes as a page of the documentation: python -m grader.mistake_page."""

from __future__ import annotations

from pathlib import Path

from grader.mistakes import CATALOGUE

PAGE = Path(__file__).parents[1] / "docs" / "mistakes.md"

_FAMILIES = {
    "A": "The output layer: loss and softmax",
    "B": "Averaging over a batch, and biases",
    "C": "Weights and paths",
    "D": "Going back through the activation",
    "E": "Regularisation and rounding",
    "F": "The forward pass",
}
_OPENING = """# The mistakes that are known

Each is a wrong rule that the engine can apply in place of its own, so that it predicts the wrong
answer for any problem. A variant is only set if no step of it lets one of these pass for right,
and a student whose answer is one of these is told which, in the words below. The codes are stable
and stand in marks and statistics. This page is written by `python -m grader.mistake_page`.

Two things that look like mistakes and are none: taking [h > 0] for the mask [a > 0] of a ReLU,
which is the same, and changing the caller's array in code, where the values are right.
"""


def page() -> str:
    """The text of docs/mistakes.md."""
    parts = [_OPENING]
    for letter, title in _FAMILIES.items():
        parts.append(f"\n## {letter}. {title}\n\n| code | what the student reads |\n|---|---|\n")
        parts += [
            f"| `{mistake.code}` | {mistake.sentence} |\n"
            for mistake in CATALOGUE
            if mistake.code.startswith(letter)
        ]
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
