"""A program that wants its author to know the hidden cases does not get them through to anybody."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from grader.code.marking import CodeMarker
from grader.code.variant import CodeVariant
from tests.grader.code.golden_programs import layers, told_by, variant_of
from tests.grader.conftest import Walls

HEAD = """
import numpy as np
import layers_right

KEPT, CALLED = [], {}


def told():
    return " ".join(KEPT)


def shape():
    return (0, int(KEPT[-1][10:16], 16), int(KEPT[-1][26:32], 16))


def spy(name):
    def asked(*arguments):
        for one in arguments:
            for array in one if isinstance(one, tuple) else (one,):
                KEPT.append(array.tobytes().hex())
        CALLED[name] = CALLED.get(name, 0) + 1
        is_hidden = CALLED[name] > 1
        right = getattr(layers_right, name)(*arguments)
        WAY
        return right

    globals()[name] = asked


for name in ("affine_forward", "affine_backward", "relu_forward", "relu_backward", "softmax_loss"):
    spy(name)
"""
WAYS = {
    "printing": "print(told())",
    "an exception's text": "raise ValueError(told())",
    "an exception's text, when it is hidden": "if is_hidden: raise ValueError(told())",
    "an exception's name": "if is_hidden: raise type('E' + KEPT[-1][:60], (Exception,), {})",
    "an object's name": "if is_hidden: return (type('T' + KEPT[-1][:60], (), {})(),) * 3",
    "a shape": "if is_hidden: return (np.empty(shape()),) * 3",
    "an exception's text in another order": "if len(KEPT) > 12: raise ValueError(told())",
}


def program(way: str) -> dict[str, bytes]:
    right = layers().solution["layers.py"]
    return {"layers.py": HEAD.replace("WAY", WAYS[way]).encode(), "layers_right.py": right}


def hidden_of(variant: CodeVariant) -> Iterator[str]:
    """The first numbers of every input of a hidden case, as the ways would tell them."""
    for case in variant.cases:
        for value in case.inputs.values():
            if not case.shown and isinstance(value, np.ndarray) and value.dtype == np.float64:
                text = value.tobytes().hex()
                if text[:16].strip("0") and text[16:32].strip("0"):
                    yield text[:32]
                    yield f"{int(text[10:16], 16)}, {int(text[26:32], 16)}"


@pytest.fixture
def variant(walls: Walls) -> CodeVariant:
    return variant_of(walls.sandbox("B"))


def told_of(walls: Walls, variant: CodeVariant, way: str) -> str:
    return told_by(CodeMarker(layers(), walls.sandbox("B")).mark(variant, program(way)))


@pytest.mark.parametrize("way", WAYS)
def test_no_hidden_input_is_told_by(way: str, walls: Walls, variant: CodeVariant) -> None:
    told = told_of(walls, variant, way)
    assert [one for one in hidden_of(variant) if one in told] == []


def test_a_shown_input_may_be_printed(walls: Walls, variant: CodeVariant) -> None:
    shown = variant.cases[0].inputs["x"]
    assert isinstance(shown, np.ndarray)
    assert shown.tobytes().hex() in told_of(walls, variant, "printing")


def test_the_name_of_an_exception_that_python_knows_is_told(
    walls: Walls, variant: CodeVariant
) -> None:
    told = told_of(walls, variant, "an exception's text, when it is hidden")
    assert "affine_forward raises ValueError in line" in told


def test_an_exception_of_the_program_s_own_is_called_so(walls: Walls, variant: CodeVariant) -> None:
    told = told_of(walls, variant, "an exception's name")
    assert "affine_forward raises an exception of its own in line" in told
