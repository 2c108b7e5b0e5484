"""Any variant of an assignment as a student would see it, and for staff the key beside it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from flask import Blueprint, abort, render_template, request

from grader.assignment import Problem
from grader.vetting import Variant
from reference.derivation import Derivation
from server import publishing
from server.pages.cards import Sheet, problem_views
from server.pages.course_staff import managed
from server.pages.program_views import ProgramSheet, program_views
from server.pages.site import site
from server.pages.typed_programs import TypedPrograms

pages = Blueprint("preview", __name__)

VARIANTS_AT_MOST = 100_000


@pages.get("/assignments/<assignment_id>/preview")
def show(assignment_id: str) -> str:
    """`?variant=3` draws from a seed of its own: a preview never uses up a student's variant."""
    number = request.args.get("variant", 1, type=int)
    if not 1 <= number <= VARIANTS_AT_MOST:
        abort(400)
    with_key = request.args.get("key") == "1"
    with site().database.read() as session:
        place, found = managed(session, assignment_id)
        version = publishing.versions_of(session, found)[0]
        record = publishing.assignment_record(version)
        variants = publishing.preview(version, str(number), site().workshop)
    key = {p.id: references(p, variants.by_hand[p.id]) for p in record.problems if with_key}
    sheet = Sheet(record, variants.by_hand, references=key)
    programs = ProgramSheet(record, variants.programs, TypedPrograms({}), with_solution=with_key)
    return render_template(
        "preview.html",
        place=place,
        assignment=found,
        record=record,
        number=number,
        with_key=with_key,
        problems=problem_views(sheet, site().drawings),
        programs=program_views(programs, site().drawings),
    )


def references(problem: Problem, variant: Variant) -> Mapping[str, npt.NDArray[np.float64]]:
    """The reference value of every asked quantity."""
    derivation = Derivation(problem.graph, problem.leaf_shapes)
    leaves = {name: np.asarray(value)[np.newaxis] for name, value in variant.leaves.items()}
    expected = derivation.run(leaves).expected
    # + 0.0 so that no key shows a minus before a 0.
    return {asked.name: expected[asked.name][0] + 0.0 for asked in problem.asked}
