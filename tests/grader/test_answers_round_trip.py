"""Random matrices printed by every notation read back the same; garbage never raises."""

import math
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from grader.answers import Typed, Unreadable, read_answer, read_entries, read_entry

Matrix = NDArray[np.float64]
Shape = tuple[int, ...]

_FINITE = st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False)
_ENTRIES = st.one_of(
    _FINITE, st.integers(-9, 9).map(float), st.integers(-800, 800).map(lambda n: n / 8)
)
_SIDES = st.integers(1, 5)


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    rows, columns = draw(_SIDES), draw(_SIDES)
    entries = draw(st.lists(_ENTRIES, min_size=rows * columns, max_size=rows * columns))
    return np.array(entries).reshape(rows, columns)


def _joined(columns: str, rows: str) -> Callable[[Matrix], str]:
    return lambda matrix: rows.join(columns.join(map(repr, row)) for row in matrix.tolist())


def _numpy(matrix: Matrix) -> str:
    return np.array2string(matrix, threshold=10**6, floatmode="unique")


def _torch(matrix: Matrix) -> str:
    return f"tensor({np.array2string(matrix, separator=', ', floatmode='unique')}, dtype=float64)"


def _decimal_commas(matrix: Matrix) -> str:
    return _joined("\t", "\n")(matrix).replace(".", ",")


def _latex(matrix: Matrix) -> str:
    return "\\begin{bmatrix} " + _joined(" & ", " \\\\ ")(matrix) + " \\end{bmatrix}"


def _mathematica(matrix: Matrix) -> str:
    return str(matrix.tolist()).replace("[", "{").replace("]", "}")


NOTATIONS: dict[str, Callable[[Matrix], str]] = {
    "numpy": _numpy,
    "numpy repr": repr,
    "torch": _torch,
    "list": lambda matrix: str(matrix.tolist()),
    "matlab": lambda matrix: f"[{_joined(' ', '; ')(matrix)}]",
    "matlab with commas": lambda matrix: f"[{_joined(', ', ';')(matrix)}];",
    "csv": _joined(",", "\r\n"),
    "tsv": _joined("\t", "\n"),
    "semicolons": _joined(";", "\n"),
    "columns": _joined("   ", "\n"),
    "latex": _latex,
    "mathematica": _mathematica,
}


@pytest.mark.parametrize("notation", NOTATIONS)
@given(matrix=matrices())
def test_a_printed_matrix_reads_back_the_same(notation: str, matrix: Matrix) -> None:
    # repr and print round to 8 digits by default; every digit must survive the way there too.
    with np.printoptions(precision=17, floatmode="unique"):
        typed = NOTATIONS[notation](matrix)
    read = read_answer(typed, matrix.shape)
    assert isinstance(read, Typed), (typed, read)
    assert np.array_equal(read.values, matrix)


@given(
    matrix=matrices().map(lambda matrix: np.round(np.clip(matrix, -1e6, 1e6), 4)),
)
def test_a_table_with_decimal_commas_reads_back_the_same_or_is_refused_as_thousands(
    matrix: Matrix,
) -> None:
    read = read_answer(_decimal_commas(matrix), matrix.shape)
    if isinstance(read, Unreadable):
        assert read.code == "thousands"
    else:
        assert np.array_equal(read.values, matrix)


@pytest.mark.parametrize("notation", NOTATIONS)
@given(matrix=matrices().filter(lambda matrix: matrix.shape[0] != matrix.shape[1]))
def test_a_printed_matrix_never_passes_for_its_transpose(notation: str, matrix: Matrix) -> None:
    # One line of semicolons without brackets is a row to Excel and a column to MATLAB.
    assume(notation != "semicolons" or len(matrix) > 1)
    read = read_answer(NOTATIONS[notation](matrix), matrix.T.shape)
    assert isinstance(read, Unreadable), read


@given(values=st.lists(_ENTRIES, min_size=1, max_size=6), as_column=st.booleans())
def test_a_vector_reads_back_from_a_row_and_from_a_column(
    values: Sequence[float], as_column: bool
) -> None:
    vector = np.array(values)
    printed = vector.reshape(-1, 1) if as_column else vector.reshape(1, -1)
    for typed in (
        str(vector.tolist()),
        *(write(printed) for write in (_latex, _joined(" ", "\n"))),
    ):
        read = read_answer(typed, vector.shape)
        assert isinstance(read, Typed), (typed, read)
        assert np.array_equal(read.values, vector)


@given(value=st.integers(-(10**6), 10**6), decimals=st.integers(0, 6))
def test_the_typed_decimals_are_kept_and_shown(value: int, decimals: int) -> None:
    typed = f"{value / 10**decimals:.{decimals}f}"
    read = read_answer(typed, ())
    assert isinstance(read, Typed)
    assert (float(read.values), int(read.decimals)) == (float(typed), decimals)
    assert float(read.shown) == float(typed)


_SMALL = st.integers(1, 9).map(str)
_ARITHMETIC = st.recursive(
    _SMALL,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map("".join),
        inner.map(lambda text: f"({text})"),
        inner.map(lambda text: f"(-{text})"),
        st.tuples(st.sampled_from(["(2)", "3", "(1/2)"]), _SMALL).map("**".join),
    ),
    max_leaves=12,
)


@given(expression=_ARITHMETIC.filter(lambda text: len(text) <= 200))
def test_arithmetic_agrees_with_python(expression: str) -> None:
    try:
        expected = eval(expression)  # noqa: S307 - drawn above, digits and operators only
    except ZeroDivisionError:
        expected = math.nan
    read = read_entry(expression)
    if math.isnan(expected):
        assert isinstance(read, Unreadable)
        assert read.code == "zero-division"
    else:
        assert not isinstance(read, Unreadable), read
        assert read[0] == pytest.approx(expected, rel=1e-12, abs=1e-12)


_ALPHABET = "0123456789.,;-+*/^()[]{}&\\$%='\" \t\r\n eEpiln½²⁻−·…\u00a0\x00"
_WORDS = [
    "\\frac{",
    "\\begin{bmatrix}",
    "\\end{bmatrix}",
    "array(",
    "tensor(",
    "np.float64(",
    "exp(",
]
_WORDS += [", dtype=float64)", "...", "1e999", "nan", "[[", "]]", "\\\\", "1,5", "**", "10^-3", "#"]
GARBAGE = st.one_of(
    st.text(max_size=60),
    st.text(_ALPHABET, max_size=60),
    st.lists(st.sampled_from([*_WORDS, *_ALPHABET]), max_size=30).map("".join),
)
_SHAPES = st.sampled_from([(), (1,), (2,), (3,), (1, 1), (2, 2), (1, 3), (3, 1)])


@given(typed=GARBAGE, shape=_SHAPES)
def test_garbage_is_read_finite_or_refused_and_never_raises(typed: str, shape: Shape) -> None:
    read = read_answer(typed, shape)
    if isinstance(read, Typed):
        assert read.values.shape == read.decimals.shape == shape
        assert not np.isinf(read.values).any()
    else:
        assert read.reason.isprintable()
        assert read.position is None or 0 <= read.position <= len(typed)


@given(cells=st.lists(GARBAGE, min_size=4, max_size=4))
def test_a_grid_of_garbage_is_read_finite_or_refused_and_never_raises(cells: list[str]) -> None:
    read = read_entries(cells, (2, 2))
    if isinstance(read, Typed):
        blank = [not cell.strip() for cell in cells]
        assert np.isnan(read.values).ravel().tolist() == blank
    else:
        assert read.position is None or 0 <= read.position < 4


@given(typed=GARBAGE)
def test_one_entry_of_garbage_is_a_finite_number_or_refused(typed: str) -> None:
    read = read_entry(typed)
    assert isinstance(read, Unreadable) or (math.isfinite(read[0]) and read[1] >= -1)


@given(typed=st.text(_ALPHABET + "0123456789", max_size=30))
def test_what_is_shown_for_a_number_reads_back_as_that_number(typed: str) -> None:
    read = read_answer(typed, ())
    if isinstance(read, Typed) and not np.isnan(read.values):
        again = read_answer(read.shown, ())
        assert isinstance(again, Typed)
        assert float(again.values) == pytest.approx(float(read.values), rel=1e-5, abs=1e-17)
