"""Marks programs inside a container of the service, and prints one line of JSON for each.

`prove.py` sends it there. Arguments: the assignment's folder, then files or folders of programs.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from grader.assignment import load_assignment
from grader.code.program_files import read_programs
from grader.code.submissions import ProgramMarker
from grader.sandbox.supervisor import Sandbox, SandboxSettings


def main(folder: str, *programs: str) -> None:
    assignment = load_assignment(Path(folder))
    with Sandbox.open(SandboxSettings.from_environment(os.environ)) as sandbox:
        marker = ProgramMarker(assignment, sandbox)
        for program in programs:
            started = time.monotonic()
            files = read_programs(Path(program), assignment.code_problems)
            mark = marker.mark("1", files)
            sys.stdout.write(
                json.dumps(
                    {
                        "program": Path(program).name,
                        "seconds": round(time.monotonic() - started, 3),
                        "points": mark.points,
                        "out_of": mark.out_of,
                        "problems": mark.to_json()["problems"],
                    }
                )
                + "\n"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
