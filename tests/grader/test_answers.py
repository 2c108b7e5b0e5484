"""What may be typed: the tables here are the documentation, row by row (see docs/answers.md)."""

import math

import numpy as np
import pytest

from grader.answers import Typed, Unreadable, read_answer, read_entries, read_entry

EXACT = -1
E2 = math.exp(2)

ONE_NUMBER = [
    # typed, value, decimals
    ("3", 3, 0),
    ("-0", 0, 0),
    ("0.50", 0.5, 2),
    (" 0.5 ", 0.5, 1),
    ("5.", 5, 0),
    ("+.5", 0.5, 1),
    ("0,5", 0.5, 1),
    ("-0,125", -0.125, 3),
    ("1234,567", 1234.567, 3),
    ("1,25e-1", 0.125, 3),
    ("1e-3", 0.001, 3),
    ("1.5e-3", 0.0015, 4),
    ("1.5E+3", 1500, 0),
    ("0e99999999999", 0, 0),
    ("1.5*10^-3", 0.0015, 4),
    ("1.5×10^-3", 0.0015, 4),
    ("-1.5 · 10⁻³", -0.0015, 4),
    ("1.5*10**(-3)", 0.0015, 4),
    ("−1", -1, 0),  # U+2212
    ("–1.5", -1.5, 1),  # en dash
    ("‑1", -1, 0),  # non-breaking hyphen
    ("\u00a01\u2009", 1, 0),
    ("(0.50)", 0.5, 2),
    ("-(0.5)", -0.5, 1),
    ("1/3", 1 / 3, EXACT),
    ("-1/3", -1 / 3, EXACT),
    ("-1/0.7", -1 / 0.7, EXACT),
    ("1/0,7", 1 / 0.7, EXACT),
    ("1÷4", 0.25, EXACT),
    ("½", 0.5, EXACT),
    ("-¾", -0.75, EXACT),
    ("1½", 1.5, EXACT),
    ("-1½", -1.5, EXACT),
    ("e", math.e, EXACT),
    ("pi", math.pi, EXACT),
    ("π/2", math.pi / 2, EXACT),
    ("e^2/(1+e^2)", E2 / (1 + E2), EXACT),
    ("exp(2)", E2, EXACT),
    ("e²", E2, EXACT),
    ("sqrt(2)", math.sqrt(2), EXACT),
    ("ln(2)", math.log(2), EXACT),
    ("log(2)", math.log(2), EXACT),  # natural
    ("Exp(0)", 1, EXACT),  # a phone's capital
    ("tanh(0.5)", math.tanh(0.5), EXACT),
    ("-log(exp(1)/(exp(1)+exp(2)))", math.log(1 + math.e), EXACT),
    ("2^10", 1024, EXACT),
    ("2**10", 1024, EXACT),
    ("2^3^2", 512, EXACT),  # powers from the right
    ("-2^2", -4, EXACT),  # the sign binds more loosely
    ("-2²", -4, EXACT),
    ("(-2)^2", 4, EXACT),
    ("2^-3", 0.125, EXACT),
    ("2^-3*4", 0.5, EXACT),
    ("-2^-2", -0.25, EXACT),
    ("2*-3", -6, EXACT),
    ("8/4/2", 1, EXACT),
    ("1-2-3", -4, EXACT),
    ("1 - 2", -1, EXACT),
    ("1--2", 3, EXACT),
    ("2+3*4", 14, EXACT),
]


@pytest.mark.parametrize(("typed", "value", "decimals"), ONE_NUMBER)
def test_one_number_is_read_with_its_decimals(typed: str, value: float, decimals: int) -> None:
    read = read_entry(typed)
    assert not isinstance(read, Unreadable), read
    assert read[0] == pytest.approx(value, rel=1e-14, abs=0)
    assert read[1] == decimals


@pytest.mark.parametrize(("typed", "value", "decimals"), ONE_NUMBER)
def test_a_whole_answer_reads_one_number_the_same(typed: str, value: float, decimals: int) -> None:
    read = read_answer(typed, ())
    assert isinstance(read, Typed), read
    assert read.values.shape == ()
    assert float(read.values) == pytest.approx(value, rel=1e-14, abs=0)
    assert int(read.decimals) == decimals


SQUARE = [[1, 2.5], [-3, 0.001]]
SQUARES = [
    "[[1, 2.5], [-3, 0.001]]",
    "[[1,2.5],[-3,0.001],]",
    "[[ 1.0000e+00  2.5000e+00]\n [-3.0000e+00  1.0000e-03]]",
    "array([[ 1.   ,  2.5  ],\n       [-3.   ,  0.001]])",
    "np.array([[1., 2.5], [-3., .001]], dtype=np.float64)",
    "Array([[1., 2.5],\n [-3., 1e-3]], dtype=float32)",
    "tensor([[ 1.0000,  2.5000],\n        [-3.0000,  0.0010]], dtype=torch.float64,\n"
    "       grad_fn=<MulBackward0>)",
    "tensor([[1., 2.5], [-3., 1e-3]], device='cuda:0', requires_grad=True)",
    "Parameter containing:\ntensor([[1., 2.5], [-3., 1e-3]], requires_grad=True)",
    "tf.Tensor(\n[[ 1.     2.5  ]\n [-3.     0.001]], shape=(2, 2), dtype=float32)",
    "[[np.float64(1.0), np.float64(2.5)], [np.float64(-3.0), np.float64(0.001)]]",
    "[1 2.5; -3 0.001]",
    "[1, 2.5; -3, 0.001];",
    "[1 2.5\n -3 0.001]",
    "1 2.5; -3 0.001",
    "1, 2.5\n-3, 0.001",
    "1,2.5\r\n-3,0.001\r\n",
    "1\t2.5\r\n-3\t0.001\r\n",
    "1\t2,5\n-3\t0,001",
    "1;2,5\n-3;0,001\n",
    "1 2,5\n-3 0,001",
    "    1.0000    2.5000\n\n   -3.0000    0.0010",
    "[1, 2.5]\n[-3, 0.001]",
    "{{1, 2.5}, {-3, 0.001}}",
    "{{1, 5/2}, {-3, 1*10^-3}}",
    "[[1, 5/2], [-3, 1/1000]]",
    r"\begin{bmatrix} 1 & 2.5 \\ -3 & 0.001 \end{bmatrix}",
    "\\begin{pmatrix}\n1 & \\frac{5}{2} \\\\\n-3 & 1 \\cdot 10^{-3} \\\\\n\\end{pmatrix}",
    r"$$\left[\begin{array}{rr} 1 & \tfrac{5}{2} \\ -3 & 1\times10^{-3} \end{array}\right]$$",
    r"\[ \begin{matrix}\phantom{-}1&2.5\\-3&0.001\end{matrix} \]",
]


@pytest.mark.parametrize("typed", SQUARES)
def test_a_matrix_is_read_from_every_notation(typed: str) -> None:
    read = read_answer(typed, (2, 2))
    assert isinstance(read, Typed), read
    assert read.values == pytest.approx(np.array(SQUARE), rel=1e-15)


VECTORS = [
    "[1, -2, 0.5]",
    "[ 1.  -2.   0.5]",
    "array([ 1. , -2. ,  0.5])",
    "[1; -2; 0.5]",
    "[[1], [-2], [0.5]]",
    "[[1, -2, 0.5]]",
    "[[ 1. ]\n [-2. ]\n [ 0.5]]",
    "(1, -2, 0.5)",
    "1 -2 0.5",
    "1 −2 ½",
    "1, -2, 0.5",
    "1,-2,0.5",
    "1; -2; 0.5",
    "1; -2; 0,5",
    "1 -2 0,5",
    "1\n-2\n0.5",
    "1\n-2\n1 / 2",
    "1\t-2\t0,5",
    "[1 -2\n 0.5]",  # a long vector as NumPy wraps it
    "[1,\n -2,\n 0.5]",  # a list as Python programs wrap it
    r"\begin{bmatrix}1\\-2\\\frac{1}{2}\end{bmatrix}",
    r"\begin{bmatrix}1&-2&0.5\end{bmatrix}",
    r"1, -2, \frac{1}{2}",
]


@pytest.mark.parametrize("typed", VECTORS)
def test_a_vector_is_read_from_a_row_or_a_column(typed: str) -> None:
    read = read_answer(typed, (3,))
    assert isinstance(read, Typed), read
    assert read.values.tolist() == [1, -2, 0.5]


READINGS = [
    # The asked shape chooses between two readings of the same characters.
    ("0,5", (), 0.5),
    ("0,5", (1,), [0.5]),
    ("0,5", (2,), [0, 5]),
    ("1,2;3,4", (2, 2), [[1, 2], [3, 4]]),
    ("1,2;3,4", (2,), [1.2, 3.4]),
    ("0,5 1,5", (2,), [0.5, 1.5]),
    ("1,5 2", (2,), [1.5, 2]),
    ("1 -2", (2,), [1, -2]),
    ("1;2;3", (1, 3), [[1, 2, 3]]),
    ("1;2;3", (3, 1), [[1], [2], [3]]),
    ("1,500\t0,25", (2,), [1.5, 0.25]),  # its neighbour shows that the comma is a decimal one
    ("((1+2)/3, 4)", (2,), [1, 4]),
    ("(1+2)/3", (), 1),
    ("[0.5]", (), 0.5),
    ("tensor(0.5000, grad_fn=<NllLossBackward0>)", (), 0.5),
    (r"-\frac{1}{4}", (), -0.25),
    (r"\frac{1+2}{3+\frac{1}{2}}", (), 3 / 3.5),
]


@pytest.mark.parametrize(("typed", "shape", "values"), READINGS)
def test_the_asked_shape_chooses_the_reading(
    typed: str, shape: tuple[int, ...], values: object
) -> None:
    read = read_answer(typed, shape)
    assert isinstance(read, Typed), read
    assert read.values.tolist() == values


WRONG_SHAPES = [
    # typed, asked, would it fit transposed?
    ("1 2 3\n4 5 6", (3, 2), True),
    ("[[1, 2], [3, 4], [5, 6]]", (2, 3), True),
    ("[1, 2, 3]", (3, 1), True),
    ("[1; 2; 3]", (1, 3), True),
    ("[[1, 2], [3, 4]]", (4,), False),
    ("1;2\n3;4", (4,), False),
    ("[1 2\n 3 4]", (4,), False),
    ("1;2\n3;4", (4, 1), False),
    ("[1, 2, 3, 4]", (2, 2), False),
    ("[1, 2, 3]", (2,), False),
    ("[[1, 2], [3, 4]]", (), False),
    ("0.5", (2,), False),
    ("0.5", (2, 2), False),
]


@pytest.mark.parametrize(("typed", "shape", "would_fit"), WRONG_SHAPES)
def test_another_shape_is_named_and_never_passes(
    typed: str, shape: tuple[int, ...], would_fit: bool
) -> None:
    read = read_answer(typed, shape)
    assert isinstance(read, Unreadable)
    assert read.code == "shape"
    assert ("Transposed" in read.reason) == would_fit


def test_a_long_vector_is_read_from_the_lines_that_numpy_breaks_it_into() -> None:
    vector = np.arange(28) / 8 - 1.125
    typed = str(vector)
    assert typed.count("\n") >= 2
    read = read_answer(typed, (28,))
    assert isinstance(read, Typed), read
    assert np.array_equal(read.values, vector)


def test_the_message_about_a_shape_names_both_shapes() -> None:
    read = read_answer("1 2 3\n4 5 6", (3, 2))
    assert isinstance(read, Unreadable)
    assert read.reason == (
        "This reads as 2 rows and 3 columns, but a matrix of 3 rows and 2 columns is asked. "
        "Transposed it would fit."
    )


def test_a_ragged_matrix_names_its_row_lengths() -> None:
    read = read_answer("[[1, 2], [3]]", (2, 2))
    assert isinstance(read, Unreadable)
    assert (read.code, "(2, 1)" in read.reason) == ("ragged", True)


@pytest.mark.parametrize("shape", [(), (2,), (2, 3)])
@pytest.mark.parametrize("typed", ["", "  ", "\n\t "])
def test_nothing_typed_is_an_answer_left_blank(typed: str, shape: tuple[int, ...]) -> None:
    read = read_answer(typed, shape)
    assert isinstance(read, Typed)
    assert read.values.shape == read.decimals.shape == shape
    assert np.isnan(read.values).all()


def test_an_empty_cell_of_a_table_with_tabs_is_blank() -> None:
    read = read_answer("1\t\n3\t4", (2, 2))
    assert isinstance(read, Typed)
    assert read.shown == "[[1, _], [3, 4]]"


def test_an_entry_missing_between_commas_is_not_taken_for_blank() -> None:
    read = read_answer("1,,3", (3,))
    assert isinstance(read, Unreadable)
    assert (read.code, read.position) == ("empty", 2)


def test_a_grid_keeps_blank_cells_and_each_precision() -> None:
    read = read_entries(["1.50", "", "-1/3", "1e-3"], (2, 2))
    assert isinstance(read, Typed)
    assert np.array_equal(read.values, [[1.5, math.nan], [-1 / 3, 0.001]], equal_nan=True)
    assert read.decimals.tolist() == [[2, -1], [-1, 3]]
    assert read.shown == "[[1.50, _], [-0.333333, 0.001]]"


def test_a_grid_says_which_cell_cannot_be_read() -> None:
    read = read_entries(["1", "2", "0.5", "abc"], (2, 2))
    assert isinstance(read, Unreadable)
    assert (read.code, read.position) == ("name", 3)
    assert read.reason.startswith("Row 2, column 2: abc is not known")


def test_a_grid_with_another_count_of_cells_is_refused() -> None:
    assert isinstance(read_entries(["1", "2", "3"], (3,)), Typed)
    for cells in (["1", "2"], ["1", "2", "3", "4"]):
        read = read_entries(cells, (3,))
        assert isinstance(read, Unreadable)
        assert read.code == "shape"


def test_the_position_is_that_in_the_text_as_typed() -> None:
    typed = "tensor([[1, −2],\n        [3, 4x]], dtype=torch.float64)"
    read = read_answer(typed, (2, 2))
    assert isinstance(read, Unreadable)
    assert read.position == typed.index("x")


SHOWN = [
    ("0.50", (), "0.50"),
    ("-0.", (), "0"),
    ("1/3", (), "0.333333"),
    ("-1/0.7", (), "-1.42857"),
    ("[1 -2.50]", (2,), "[1, -2.50]"),
    ("0,5 ½", (2,), "[0.5, 0.5]"),
    ("[1; 2]", (2, 1), "[[1], [2]]"),
    ("1.5e-12", (), "1.5e-12"),
    ("1e300", (), "1e+300"),
]


@pytest.mark.parametrize(("typed", "shape", "shown"), SHOWN)
def test_what_was_understood_is_shown_with_the_typed_precision(
    typed: str, shape: tuple[int, ...], shown: str
) -> None:
    read = read_answer(typed, shape)
    assert isinstance(read, Typed), read
    assert read.shown == shown


def test_values_are_float64_and_decimals_are_integers_in_the_asked_shape() -> None:
    read = read_answer("[[1, 2, 3]]", (3,))
    assert isinstance(read, Typed)
    assert read.values.dtype == np.dtype(np.float64)
    assert read.decimals.dtype == np.dtype(np.int64)
    assert read.values.shape == read.decimals.shape == (3,)
