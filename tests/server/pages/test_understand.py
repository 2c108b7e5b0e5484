"""What typed text is read as, asked by the page while it is typed."""

from __future__ import annotations

from collections.abc import Callable

from tests.server.pages.conftest import Scene
from tests.server.pages.visitor import Visitor

Visit = Callable[..., Visitor]


def test_a_pasted_matrix_comes_back_as_cells(scene: Scene, visit: Visit) -> None:
    body = {"shape": [2, 2], "text": "array([[ 0.5, -1.25],\n       [ 2. , 1/3]])"}
    read = visit(scene.cast.student_a).send("POST", "/understand", body).json
    assert read is not None
    assert read["cells"][:3] == ["0.5", "-1.25", "2"]
    assert float(read["cells"][3]) == 1 / 3


def test_cells_come_back_with_what_was_worked_out(scene: Scene, visit: Visit) -> None:
    body = {"shape": [2], "cells": ["-1/3", "0.25"]}
    read = visit(scene.cast.student_a).send("POST", "/understand", body).json
    assert read is not None
    assert read["worked_out"] == ["-1/3 = -0.333333"]
    assert read["faults"] == {}


def test_every_cell_that_cannot_be_read_says_why(scene: Scene, visit: Visit) -> None:
    body = {"shape": [3], "cells": ["1", "2..3", "__import__('os')"]}
    read = visit(scene.cast.student_a).send("POST", "/understand", body).json
    assert read is not None
    assert sorted(read["faults"]) == ["1", "2"]
    assert all(read["faults"].values())


def test_a_matrix_of_another_shape_is_not_put_into_the_grid(scene: Scene, visit: Visit) -> None:
    body = {"shape": [2, 2], "text": "1 2 3\n4 5 6"}
    read = visit(scene.cast.student_a).send("POST", "/understand", body).json
    assert read is not None
    assert read["cells"] is None
    assert "2 rows" in read["fault"]
