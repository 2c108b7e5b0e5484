"""Marks programs inside a container of the service, and prints one line of JSON for each.

`prove.py` sends it there. Arguments: the assignment's folder, then files or folders of programs.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from grader.assignment import load_assignment
from grader.code.program_files import read_programs
from grader.code.submissions import ProgramMarker
from grader.sandbox.supervisor import Sandbox, SandboxSettings


def main(folder: str, *programs: str) -> None:
    assignment = load_assignment(Path(folder))
    with Sandbox.open(SandboxSettings.from_environment(os.environ)) as sandbox:
        marker = ProgramMarker(assignment, sandbox)
        for program in programs:
            found = marked(marker, Path(program))
            sys.stdout.write(json.dumps({"program": Path(program).name, **found}) + "\n")
            sys.stdout.flush()


def marked(marker: ProgramMarker, program: Path) -> dict[str, Any]:
    """The mark, or the fault that kept us from one: that is never the program's."""
    started = time.monotonic()
    files = read_programs(program, marker.assignment.code_problems)
    try:
        mark = marker.mark("1", files)
    except Exception as fault:  # noqa: BLE001 - the others are to be tried too
        return {"fault": f"{type(fault).__name__}: {fault}", "seconds": 0.0}
    return {
        "fault": "",
        "seconds": round(time.monotonic() - started, 3),
        "points": mark.points,
        "out_of": mark.out_of,
        "problems": mark.to_json()["problems"],
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
