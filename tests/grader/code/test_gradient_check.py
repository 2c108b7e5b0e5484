"""The gradient check is a kindness: who makes it slow delays nobody by much."""

from __future__ import annotations

import time

from grader.code.marking import CodeMarker
from tests.grader.code.golden_programs import GOLDEN, SHORT, files_of, layers, variant_of
from tests.grader.conftest import Walls


def test_a_gradient_check_that_a_limit_ends_is_the_last_one(walls: Walls) -> None:
    sandbox = walls.sandbox("B")
    marker, variant = CodeMarker(layers(), sandbox), variant_of(sandbox)
    files = files_of(GOLDEN / "hostile" / "slow_gradient_check.py")
    marker.mark(variant, files)  # what the known mistakes give is known from here on
    started = time.monotonic()
    marker.mark(variant, files)
    assert SHORT.call_s < time.monotonic() - started < 3 * SHORT.call_s
