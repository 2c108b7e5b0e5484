"""Names of quantities as mathematics: `dL/dW2` as MathML, as plain text and in words."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_NUMBERED = re.compile(r"([A-Za-z]+?)_?(\d+)\Z")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_GRADIENT = re.compile(r"d(?P<output>\w+)/d(?P<of>[\w.]+)\Z")
_HATS = {"yhat": "y"}

_FORWARD_WORDS = {
    "a": "Preactivations of layer {k}",
    "h": "Hidden values of layer {k}",
    "o": "Output scores (logits)",
    "p": "Probabilities",
    "yhat": "Prediction",
    "L": "Loss",
}
_OF_WORDS = {
    "W": "the weights of layer {k}",
    "b": "the biases of layer {k}",
    "a": "the preactivations of layer {k}",
    "h": "the hidden values of layer {k}",
    "o": "the output scores",
    "p": "the probabilities",
    "yhat": "the prediction",
    "x": "the input",
}


def is_gradient(name: str) -> bool:
    return _GRADIENT.match(name) is not None


def formula(name: str) -> Markup:
    """The quantity's name as a MathML expression of its own."""
    return Markup('<math class="name">{}</math>').format(_row(name))


def plain(name: str) -> str:
    """The quantity's name in one line of text: ∂L/∂W₂."""
    gradient = _GRADIENT.match(name)
    if gradient:
        return f"∂{plain(gradient['output'])}/∂{plain(gradient['of'])}"
    if name in _HATS:
        return f"{_HATS[name]}\u0302"
    numbered = _NUMBERED.match(name)
    return numbered[1] + numbered[2].translate(_SUBSCRIPTS) if numbered else name


def words(name: str) -> str:
    """What a network's quantity is called in the lecture; "" for a name the lecture has not."""
    gradient = _GRADIENT.match(name)
    table = _OF_WORDS if gradient else _FORWARD_WORDS
    letter, layer = _split(gradient["of"] if gradient else name)
    found = table.get(letter, "").format(k=layer)
    return f"Gradient with respect to {found}" if gradient and found else found


def number(value: float) -> str:
    """A given number as a reader wants it: 2, −0.5; never 2.0."""
    text = repr(float(value))
    return text.removesuffix(".0").replace("-", "−")


def shape_words(shape: tuple[int, ...]) -> str:
    """`3 × 2 matrix`, `3 entries`, `one number`."""
    if not shape:
        return "one number"
    if len(shape) == 1:
        return "1 entry" if shape[0] == 1 else f"{shape[0]} entries"
    return " × ".join(map(str, shape)) + " matrix"


def entry_words(shape: tuple[int, ...], index: int) -> str:
    """Where an entry stands, counted from 1 as in the lecture: `row 2, column 1`."""
    if not shape:
        return "the value"
    if len(shape) == 1:
        return f"entry {index + 1}"
    row, column = divmod(index, shape[1])
    return f"row {row + 1}, column {column + 1}"


def _split(name: str) -> tuple[str, str]:
    numbered = _NUMBERED.match(name)
    return (numbered[1], numbered[2]) if numbered else (name, "")


def _row(name: str) -> Markup:
    gradient = _GRADIENT.match(name)
    if not gradient:
        return _symbol(name)
    return Markup("<mfrac><mrow><mo>∂</mo>{}</mrow><mrow><mo>∂</mo>{}</mrow></mfrac>").format(
        _symbol(gradient["output"]), _symbol(gradient["of"])
    )


def _symbol(name: str) -> Markup:
    if name in _HATS:
        return Markup("<mover accent='true'><mi>{}</mi><mo>^</mo></mover>").format(_HATS[name])
    letter, index = _split(name)
    if not index:
        return Markup("<mi>{}</mi>").format(escape(letter))
    return Markup("<msub><mi>{}</mi><mn>{}</mn></msub>").format(escape(letter), index)
