"""Programs that use PyTorch, where it is installed beside the service."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.assignment import load_assignment
from grader.code.marking import CodeMarker
from grader.code.vetting import CodeVetter
from grader.sandbox.runtime import has_torch
from grader.sandbox.supervisor import Sandbox

TABLE = '''
title = "Least squares"
slug = "least-squares"
mode = "practice"

[[problems]]
id = "squares"
kind = "code"
statement = "squares.md"
files = ["squares.py"]
solution = "solution"
runtime = "torch"
examples = "N"
sizes = { N = [3, 6], D = [2, 5] }
limits = { memory_mib = 1024 }

[[problems.functions]]
name = "loss"
inputs = { x = "N D", w = "D" }
call = """
w = torch.tensor(w, requires_grad=True)
L = loss(torch.tensor(x), w)
L.backward()
dw = w.grad"""
outputs = ["L", "dw"]
needs = { loss = 2 }
'''
SOLUTION = "import torch\n\n\ndef loss(x, w):\n    return ((x @ w) ** 2).mean()\n"


@pytest.mark.skipif(not has_torch(), reason="PyTorch is not installed")
def test_tensors_are_compared_like_arrays_and_autograd_works_inside(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    (tmp_path / "solution").mkdir()
    (tmp_path / "solution" / "squares.py").write_text(SOLUTION, encoding="utf-8")
    (tmp_path / "squares.md").write_text("Write `loss`.", encoding="utf-8")
    (tmp_path / "assignment.toml").write_text(TABLE, encoding="utf-8")
    problem = load_assignment(tmp_path).code_problems[0]
    variant = CodeVetter(problem, sandbox).draw(["1"])[0]
    marker = CodeMarker(problem, sandbox)
    assert marker.mark(variant, problem.solution).points == 1
    wrong = marker.mark(variant, {"squares.py": SOLUTION.replace("mean", "sum").encode()})
    assert wrong.points < 0.5
    assert "as there are examples" in wrong.parts[0].findings[0].sentence
