"""The benchmarks still run, and what they time does what it says; nothing here looks at a clock."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from benchmarks import code_speed, measurements, one_by_one, page, speed
from benchmarks.measurements import BY_HAND, DEEP, MEASUREMENTS, NEEDS_TORCH, problem_of
from benchmarks.simulate import Class
from benchmarks.submissions import batch
from benchmarks.timing import Measured, Sample, measure, timed
from grader.mark import Marker
from grader.marks import Verdict
from grader.problem import Problem
from grader.vetting import Vetter
from reference.arrays import Array
from reference.mlp import Network, solve_one
from tests.sources import ROOT

FEW = 20


@pytest.fixture(scope="module")
def students() -> Class:
    return Class(problem_of(BY_HAND), 100)


def network_of(problem: Problem) -> Network:
    assert problem.network is not None
    return problem.network


def one_variant(problem: Problem) -> dict[str, Array]:
    return dict(Vetter(problem).draw(["a student"])[0][0].leaves)


def needs_torch(name: str) -> None:
    if name in NEEDS_TORCH:
        pytest.importorskip("torch")


@pytest.mark.parametrize(
    "name",
    [
        # torch.func takes seconds to import
        pytest.param(name, marks=pytest.mark.slow if name == "gradients/vmap" else ())
        for name in MEASUREMENTS
    ],
)
def test_every_measurement_does_as_many_units_as_it_is_asked_for(name: str) -> None:
    needs_torch(name)
    count = 2 if name.startswith("vetting") else FEW
    (found,) = measure([MEASUREMENTS[name](count)])
    repeats = {measurements.REPEATS * count, count}
    assert found.units in repeats


def test_numpy_one_by_one_finds_what_the_closed_form_finds() -> None:
    problem = problem_of(BY_HAND)
    agree(one_by_one.by_numpy(one_variant(problem)), problem)


@pytest.mark.parametrize("slug", [BY_HAND, DEEP])
def test_the_loop_over_pytorch_finds_what_the_closed_form_finds(slug: str) -> None:
    pytest.importorskip("torch")
    problem = problem_of(slug)
    run = one_by_one.ByTorch(network_of(problem), one_variant(problem))
    agree(run.quantities(), problem)


def agree(found: dict[str, Array], problem: Problem) -> None:
    for name, value in solve_one(network_of(problem), one_variant(problem)).items():
        np.testing.assert_allclose(found[name], value, rtol=1e-9, atol=1e-12, err_msg=name)


def test_what_the_loop_over_pytorch_draws_has_the_wanted_inactive_units() -> None:
    pytest.importorskip("torch")
    problem = problem_of(BY_HAND)
    leaves = one_by_one.draw_by_torch(problem, 1)
    assert int((leaves["W1"] @ leaves["x"] <= 0).sum()) == problem.inactive


@pytest.mark.parametrize("as_text", [False, True], ids=["arrays", "text"])
def test_the_loop_over_pytorch_tells_right_from_wrong(as_text: bool, students: Class) -> None:
    pytest.importorskip("torch")
    network, leaves = network_of(students.vetter.problem), students.variants[0].leaves
    right = solve_one(network, leaves)
    wrong = {name: value + 0.1 for name, value in right.items()}
    assert all(loop_marks(network, leaves, right, as_text).values())
    assert not any(loop_marks(network, leaves, wrong, as_text).values())
    blank = dict.fromkeys(right, "")
    assert not any(one_by_one.mark_text_by_torch(network, leaves, blank).values())


def loop_marks(
    network: Network, leaves: Mapping[str, Array], answers: Mapping[str, Array], as_text: bool
) -> dict[str, bool]:
    if not as_text:
        return one_by_one.mark_by_torch(network, leaves, answers)
    typed = {name: str(value.tolist()) for name, value in answers.items()}
    return one_by_one.mark_text_by_torch(network, leaves, typed)


def test_a_batch_has_the_mix_that_it_promises(students: Class) -> None:
    marks = Marker(measurements.assignment_of(BY_HAND)).mark_many(batch(students, 0).typed())
    verdicts = Counter(
        "nothing" if not mark.points else "full" if mark.points == mark.out_of else "some"
        for mark in marks
    )
    assert verdicts["full"] == 60
    assert verdicts["some"] >= 29
    assert verdicts["nothing"] >= 9
    unreadable = [
        any(q.verdict is Verdict.UNREADABLE for q in mark.problems[0].quantities) for mark in marks
    ]
    assert sum(unreadable) == 3


def test_the_same_batch_is_the_same_for_ever_and_the_next_one_another(students: Class) -> None:
    first = batch(students, 0).answers["dL/do"]
    np.testing.assert_array_equal(first, batch(students, 0).answers["dL/do"])
    assert not np.array_equal(first, batch(students, 1).answers["dL/do"], equal_nan=True)


def test_what_is_measured_together_takes_turns() -> None:
    order: list[str] = []
    sources = [iter([(1, lambda name=name: order.append(name))] * 2) for name in "ab"]
    assert [found.units for found in measure(sources)] == [2, 2]
    assert order == ["a", "b", "a", "b"]


def test_a_measurement_survives_json() -> None:
    found = Measured((timed(3, list), Sample(3, 0.5, 1.0)), 12.5)
    again = Measured.from_json(json.loads(json.dumps(found.to_json())))
    assert again.units == 6
    assert again.peak_mib == 12.5
    assert again.samples[1] == Sample(3, 0.5, 1.0)


def test_a_process_of_its_own_measures_too() -> None:
    [[found]] = measurements.in_own_process([[("gradients/graph", FEW)]])
    assert found.units == measurements.REPEATS * FEW
    assert found.peak_mib > 1


def test_the_committed_figures_are_those_of_the_page() -> None:
    results = json.loads((speed.RESULTS / "latest.json").read_text())
    assert page.with_figures(page.PAGE.read_text(), "\n".join(speed.markdown(results))) == (
        page.PAGE.read_text()
    )
    programs = json.loads((speed.RESULTS / "code.json").read_text())
    figures = "\n".join(code_speed.markdown(programs))
    assert page.with_figures(page.PAGE.read_text(), figures, page.PROGRAMS) == page.PAGE.read_text()
    plots = {plot.name for plot in (ROOT / "docs" / "benchmarks").glob("*.svg")}
    assert plots == {"time.svg", "memory.svg", "entries.svg", "cases.svg", "programs.svg"}


def test_a_page_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="figures: begin"):
        page.with_figures("no marks", "figures")


def test_the_plots_are_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not importlib.util.find_spec("matplotlib"):
        pytest.skip("matplotlib is not installed: uv sync --inexact --group benchmarks")
    monkeypatch.setattr(page, "PLOTS", tmp_path / "plots")
    results = json.loads((speed.RESULTS / "latest.json").read_text())
    page.draw(results["growth"])
    assert (tmp_path / "plots" / "time.svg").read_text().startswith("<?xml")
