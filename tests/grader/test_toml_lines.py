"""On which line a key of a TOML text stands."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from grader.toml_lines import line_at, lines_of

TEXT = '''\
title = "a = 1"            # line 1
note = """
key = 1
"""
"quoted key".part = 'x'

[[problems]]
id = "one"
nodes = [
    "a = W @ x",           # a ] in a comment
    "h = relu(a)",
]
network = { sizes = [2, 3], loss = "nll" }
[problems.graph]
output = 2026-12-01T09:00:00

[[problems]]
[[problems.quantities]]
name = "o"
[[problems.quantities]]
name = 3.5
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 1),
        (("note",), 2),
        (("quoted key", "part"), 5),
        (("problems", 0), 7),
        (("problems", 0, "id"), 8),
        (("problems", 0, "nodes"), 9),
        (("problems", 0, "nodes", 1), 11),
        (("problems", 0, "network", "loss"), 13),
        (("problems", 0, "graph", "output"), 15),
        (("problems", 1, "quantities", 0, "name"), 19),
        (("problems", 1, "quantities", 1, "name"), 21),
    ],
)
def test_a_key_is_found_on_its_line(path: tuple[str | int, ...], line: int) -> None:
    assert line_at(lines_of(TEXT), path) == line


def test_a_missing_key_is_told_by_the_table_around_it() -> None:
    lines = lines_of(TEXT)
    assert line_at(lines, ("problems", 1, "quantities", 1, "points")) == 20
    assert line_at(lines, ("problems", 0, "kind")) == 7


def test_a_missing_key_of_the_file_has_no_line() -> None:
    assert line_at(lines_of(TEXT), ("mode",)) is None


def paths_of(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    pairs: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    inner = [paths_of(part, (*path, key)) for key, part in pairs]
    return [(*path, key) for key, _ in pairs] + [found for part in inner for found in part]


@pytest.mark.parametrize(
    "file",
    sorted(Path(__file__).parents[2].glob("assignments/*/*.toml")),
    ids=lambda p: p.parent.name,
)
def test_every_key_of_the_shipped_assignments_is_found(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    lines, written = lines_of(text), text.splitlines()
    for path in paths_of(tomllib.loads(text)):
        if path == ("problems",) or path[-1] in ("quantities", "functions", "mistakes"):
            continue  # an array of tables has no line of its own
        assert path in lines, path
        if isinstance(path[-1], str):
            assert path[-1] in written[lines[path] - 1]


@pytest.mark.parametrize("text", ["a = [1,", "= 3", "[", "a", '"', "a = {b", "[[x]", "a = 'x"])
def test_a_text_that_is_no_toml_gives_no_lines_and_no_error(text: str) -> None:
    lines_of(text)
