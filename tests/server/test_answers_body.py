"""The form and size of what students send."""

from __future__ import annotations

import pytest

from server.answers_body import BodyError, checked_answers


def test_a_pasted_text_and_a_list_of_cells_are_accepted() -> None:
    body = {"first": {"o": "[1, 2]", "dL/dW2": ["1", "", "-1/0.7"]}}
    assert checked_answers(body) == body
    assert checked_answers({}) == {}


def test_anything_unicode_holds_is_text() -> None:
    body = {"first": {"o": "\x00 \ud800 ½ −1"}}
    assert checked_answers(body) == body


@pytest.mark.parametrize(("length", "is_accepted"), [(200, True), (201, False)])
def test_a_cell_has_at_most_200_characters(length: int, is_accepted: bool) -> None:
    body = {"first": {"o": ["1", "9" * length]}}
    if is_accepted:
        assert checked_answers(body) == body
    else:
        with pytest.raises(BodyError, match=r"first, o, entry 2 has 201 characters: at most 200"):
            checked_answers(body)


@pytest.mark.parametrize(("length", "is_accepted"), [(20_000, True), (20_001, False)])
def test_a_paste_has_at_most_20000_characters(length: int, is_accepted: bool) -> None:
    body = {"first": {"o": "9" * length}}
    if is_accepted:
        assert checked_answers(body) == body
    else:
        with pytest.raises(BodyError, match="at most 20,000"):
            checked_answers(body)


def test_all_answers_together_are_bounded() -> None:
    fits = {"first": {f"q{number}": "9" * 19_900 for number in range(13)}}
    assert checked_answers(fits) == fits
    too_many = {"first": {f"q{number}": "9" * 19_900 for number in range(14)}}
    with pytest.raises(BodyError, match="at most 262,144"):
        checked_answers(too_many)


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "text",
        3,
        {"first": []},
        {"first": {"o": 3}},
        {"first": {"o": None}},
        {"first": {"o": [1]}},
        {"first": {"o": [["1"]]}},
        {"first": {"o": {"a": "b"}}},
        {"first": {"": "1"}},
        {"": {"o": "1"}},
        {"p" * 101: {"o": "1"}},
        {1: {"o": "1"}},
    ],
)
def test_another_form_is_refused_in_words(body: object) -> None:
    with pytest.raises(BodyError, match="is accepted"):
        checked_answers(body)
