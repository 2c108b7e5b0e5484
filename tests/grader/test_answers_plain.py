"""The short way for plain numbers reads exactly what the long way reads, and takes what it should.

The texts are drawn around its border: one character more or less, and it is no longer plain.
"""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grader.answers import (
    Typed,
    Unreadable,
    read_answer,
    read_answer_at_length,
    read_entries,
    read_entries_at_length,
)
from grader.plain_text import plain_cells, plain_text

Shape = tuple[int, ...]

_PLAIN = st.builds(
    lambda sign, whole, part: f"{sign}{whole}{part}",
    st.sampled_from(["", "", "-"]),
    st.one_of(st.just("0"), st.integers(0, 10**9 - 1).map(str)),
    st.one_of(
        st.just(""), st.text("0123456789", min_size=1, max_size=6).map(lambda digits: f".{digits}")
    ),
)
_BORDER = ["", "-0", "-0.0", "-0.000001", "0.000000", "00", "007", "-01.5", "5.", ".5", "-.5", "+1"]
_BORDER += ["+0", "1e0", "1e-3", "0e5", "1E3", "−1", "–1", "--1", "- 1", "1 ", " 1", "\t2", "2\n"]
_BORDER += ["1,5", "1,500", "1, 5", "1.2.3", "1_0", "1'0", "٣", "１", "½", "1/3", "e", "nan", "inf"]
_BORDER += ["123456789", "1234567890", "0.123456", "0.1234567", "999999999.999999", "_", "#", "x"]
_NUMBERS = st.one_of(_PLAIN, _PLAIN, _PLAIN, st.sampled_from(_BORDER))
_SHAPES = st.sampled_from([(), (1,), (2,), (3,), (1, 1), (1, 2), (2, 1), (2, 2), (2, 3), (3, 3)])
_SEPARATORS = st.sampled_from(
    [*[", "] * 6, *[","] * 3, ",  ", " , ", ",\n ", " ", ";", ",\t", ",,", ",\u00a0"]
)
_STRAY = st.text("0123456789.,-+e []{}()\t\r\n\u00a0−_#;", min_size=1, max_size=2)


@st.composite
def _texts(draw: st.DrawFn) -> tuple[str, Shape]:
    shape = draw(_SHAPES)
    asked = draw(st.one_of(st.just(shape), st.just(shape), _SHAPES))
    between = draw(_SEPARATORS)
    # Wholly plain texts are drawn on purpose; of nine free numbers one would nearly always be odd.
    numbers = draw(st.sampled_from([_PLAIN, _NUMBERS]))
    parts = draw(st.lists(numbers, min_size=math.prod(shape), max_size=math.prod(shape)))
    for length in reversed(shape):
        rows = [parts[i : i + length] for i in range(0, len(parts), length)]
        parts = [f"[{between.join(row)}]" for row in rows]
    text = parts[0]
    if draw(st.integers(0, 3)) == 0:
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(_STRAY) + text[at + draw(st.integers(0, 1)) :]
    return text, asked


@st.composite
def _grids(draw: st.DrawFn) -> tuple[list[str], Shape]:
    shape = draw(_SHAPES)
    cells = st.one_of(_NUMBERS, st.just(""))
    return draw(st.lists(cells, min_size=math.prod(shape), max_size=math.prod(shape))), shape


def _everything(read: Typed | Unreadable) -> object:
    """All that an answer says, bit for bit; equality of NaN and of 0.0 and -0.0 would hide some."""
    if isinstance(read, Unreadable):
        return read
    arrays = (read.values, read.decimals)
    return read.shown, [(array.dtype, array.shape, array.tobytes()) for array in arrays]


@given(typed=_texts())
@example(typed=("-0.0", ()))
@example(typed=("[1,500]", (2,)))
@example(typed=("[[1, 2],[3, 4]]", (2, 2)))
def test_a_text_reads_the_same_by_the_short_way_and_the_long(typed: tuple[str, Shape]) -> None:
    text, shape = typed
    if text.strip():
        read = _everything(read_answer(text, shape))
        assert read == _everything(read_answer_at_length(text, shape))


@given(typed=_grids())
@example(typed=(["1, 2", ""], (2,)))
@example(typed=(["1,", "2"], (2,)))
@example(typed=(["", "-0"], (2,)))
@example(typed=([""], ()))
def test_a_grid_reads_the_same_by_the_short_way_and_the_long(
    typed: tuple[list[str], Shape],
) -> None:
    cells, shape = typed
    read = _everything(read_entries(cells, shape))
    assert read == _everything(read_entries_at_length(cells, shape))


@pytest.mark.parametrize("typed", ["", " ", "\n\t \r\n"])
@pytest.mark.parametrize("shape", [(), (3,), (2, 2)])
def test_a_blank_text_reads_as_a_grid_of_empty_cells(typed: str, shape: Shape) -> None:
    empty = read_entries_at_length([""] * math.prod(shape), shape)
    assert _everything(read_answer(typed, shape)) == _everything(empty)


@given(typed=_texts().filter(lambda typed: plain_text(*typed) is not None))
def test_what_is_read_by_the_short_way_is_shown_as_typed(typed: tuple[str, Shape]) -> None:
    text, shape = typed
    read = read_answer(text, shape)
    assert isinstance(read, Typed)
    assert read.shown.replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("plain", "beyond"),
    [
        ("0.123456", "0.1234567"),
        ("123456789", "1234567890"),
        ("-0.000001", "-0.000000"),
        ("0.0", "-0.0"),
        ("0.5", ".5"),
        ("5", "5."),
        ("7", "07"),
        ("1", "+1"),
        ("-1", "−1"),
        ("1000", "1e3"),
        ("1", " 1"),
    ],
)
def test_a_plain_number_takes_the_short_way_and_one_beyond_its_border_does_not(
    plain: str, beyond: str
) -> None:
    for number, is_plain in ((plain, True), (beyond, False)):
        assert (plain_text(number, ()) is not None) == is_plain
        assert (plain_text(f"[{number}, 2]", (2,)) is not None) == is_plain
        assert (plain_cells([number, ""], (2,)) is not None) == is_plain
        assert (plain_cells([number], ()) is not None) == is_plain


@pytest.mark.parametrize("typed", ["[[1, 2, 3], [4, 5, 6]]", "[[1,2,3],[4,5,6]]"])
def test_a_list_takes_the_short_way_in_its_own_shape_only(typed: str) -> None:
    assert plain_text(typed, (2, 3)) is not None
    for shape in ((3, 2), (6,), (2, 2), (3, 3), (1, 2, 3), (0, 3), ()):
        assert plain_text(typed, shape) is None


def test_the_decimals_stay_as_typed_when_the_cells_are_used_again() -> None:
    cells = ["0.50", "1"]
    read = read_entries(cells, (2,))
    cells[0] = ""
    assert isinstance(read, Typed)
    assert read.decimals.tolist() == [2, 0]
