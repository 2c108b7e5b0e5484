"""`python3 tests/docker/prove.py`: what the image and compose.yaml promise, in a Docker Engine.

Needs the `docker` command with its compose plugin, and nothing else; takes some minutes. Builds the
image (or takes the one named `backmark`, with --no-build), brings the services up under a project
name of their own, tries everything below, and removes what it has made.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = ROOT / "tests" / "golden" / "code" / "hostile"
ASSIGNMENT = ROOT / "assignments" / "layers-with-caches"
PROJECT, ALONE = "backmark-prove", "backmark-prove-alone"
RESTART_S = 30.0
EXPECTED = re.compile(r"^# expect: (ending|loses|says) = (.+)$", re.MULTILINE)

# Asked inside the runner's container, as its user.
FACTS = """
import json, os, socket
status = dict(line.split(":\\t", 1) for line in open("/proc/self/status") if ":\\t" in line)
def can_write(folder):
    try:
        os.close(os.open(folder + "/trial", os.O_CREAT | os.O_WRONLY))
        os.unlink(folder + "/trial")
        return True
    except OSError:
        return False
folders = [line.split()[1] for line in open("/proc/mounts")] + ["/", "/tmp", "/opt", "/opt/runtime"]
folders = [each for each in folders if os.path.isdir(each)]
print(json.dumps({
    "user": os.getuid(), "groups": sorted({os.getgid(), *os.getgroups()}),
    "capabilities": [status[name].strip() for name in ("CapEff", "CapPrm", "CapBnd")],
    "gains": status["NoNewPrivs"].strip(), "devices": [n for _, n in socket.if_nameindex()],
    "names": sorted(os.environ), "writable": sorted({each for each in folders if can_write(each)}),
    "data": os.access("/data", os.R_OK) or os.path.exists("/data/secret_key"),
}))
"""
# Not the runner's health check, which is a runner's command too.
KILL = """
import os, signal
for name in filter(str.isdigit, os.listdir("/proc")):
    try:
        words = open(f"/proc/{name}/cmdline", "rb").read().split(b"\\0")
    except OSError:
        continue
    if words[1:3] == [b"-m", b"grader.sandbox.runner"] and b"--check" not in words:
        os.kill(int(name), signal.SIGKILL)
"""


def docker(*words: str, given: bytes = b"", may_fail: bool = False) -> str:
    """What the command printed; ends everything where it fails and must not."""
    done = subprocess.run(["docker", *words], input=given, capture_output=True, cwd=ROOT)
    if done.returncode and not may_fail:
        said = (done.stdout + done.stderr).decode("utf-8", "replace")
        raise RuntimeError(f"docker {' '.join(words[:6])} ...: {done.returncode}\n{said[-2000:]}")
    return done.stdout.decode("utf-8", "replace")


def compose(*words: str, given: bytes = b"", may_fail: bool = False) -> str:
    return docker("compose", "-p", PROJECT, *words, given=given, may_fail=may_fail)


def web(*words: str, given: bytes = b"", may_fail: bool = False) -> str:
    return compose("exec", "-T", "web", *words, given=given, may_fail=may_fail)


def doctor(*words: str) -> dict[str, Any]:
    """The checks by name, as `backmark doctor --json` gives them inside that container."""
    told = json.loads(docker(*words, "backmark", "doctor", "--json", may_fail=True))
    return {check["name"]: check for check in told["checks"]}


def packed() -> bytes:
    """What is needed inside and is not in the image."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        archive.add(ASSIGNMENT, "assignment")
        archive.add(HOSTILE, "hostile")
        archive.add(Path(__file__).with_name("inside.py"), "inside.py")
    return held.getvalue()


def marks_inside(ask: Callable[..., str], programs: Sequence[str]) -> list[dict[str, Any]]:
    ask("tar", "-x", "-C", "/tmp", "--no-same-owner", given=packed())
    paths = [f"/tmp/{name}" for name in programs]
    lines = ask("python", "/tmp/inside.py", "/tmp/assignment", *paths).splitlines()
    return [json.loads(line) for line in lines]


def expect(what: str, found: object, wanted: object) -> str:
    """ "" where it is so."""
    return "" if found == wanted else f"{what} is {found!r}, not {wanted!r}"


# ---- what is proven: each gives what is otherwise, one thing a line, or "" ----------------------


def the_runner_has_nothing() -> str:
    facts = json.loads(compose("exec", "-T", "runner", "python", "-", given=FACTS.encode()))
    secrets = [name for name in facts["names"] if re.search("KEY|PASSWORD|DATABASE_URL", name)]
    return "\n".join(
        filter(
            None,
            (
                expect("the user", facts["user"], 65534),
                expect("the groups", facts["groups"], [65534]),
                expect("the capabilities", set(facts["capabilities"]), {"0" * 16}),
                expect("no_new_privs", facts["gains"], "1"),
                expect("the network", facts["devices"], ["lo"]),
                expect("secrets in the environment", secrets, []),
                expect("what can be written", facts["writable"], ["/run/backmark"]),
                expect("what can be read of /data", facts["data"], False),
            ),
        )
    )


def doctor_finds_the_runner_in_order() -> str:
    found = doctor("compose", "-p", PROJECT, "exec", "-T", "web")["Sandbox, by the runner"]
    return "" if found["is_in_order"] else str(found["found"])


def a_solution_gets_full_marks() -> str:
    (mark,) = marks_inside(web, ["assignment/solution"])
    sys.stdout.write(f"     {mark['points']:g} of {mark['out_of']:g} in {mark['seconds']} s\n")
    return expect("the points", mark["points"], mark["out_of"])


def the_command_marks_through_the_runner() -> str:
    words = ["backmark", "mark", "/tmp/assignment", "--seed", "1", "--json"]
    told = json.loads(web(*words, "--code", "/tmp/assignment/solution"))
    return expect("the score", told["score"], 1.0)


def hostile_programs_end_as_everywhere() -> str:
    files = sorted(HOSTILE.glob("*.py"))
    marks = marks_inside(web, [f"hostile/{file.name}" for file in files])
    sys.stdout.write(f"     {len(marks)} programs, {sum(m['seconds'] for m in marks):.0f} s\n")
    said = [otherwise(file, mark) for file, mark in zip(files, marks, strict=True)]
    return "\n".join(filter(None, said))


def otherwise(file: Path, mark: dict[str, Any]) -> str:
    """How this program's outcome differs from what the head of its file expects."""
    if mark["fault"]:
        return f"{file.name}: {mark['fault']}"
    expected = dict(EXPECTED.findall(file.read_text(encoding="utf-8")))
    (problem,) = mark["problems"].values()
    endings = expected.get("ending", problem["ending"]).split(" | ")
    if problem["ending"] not in endings:
        return f"{file.name}: {problem['ending']}, not {' or '.join(endings)}"
    lost = {name for name, part in problem["parts"].items() if part["points"] < part["out_of"]}
    wanted = wanted_losses(expected.get("loses", ""), set(problem["parts"]), lost)
    if lost != wanted:
        return f"{file.name}: loses {sorted(lost)}, not {sorted(wanted)}"
    if expected.get("says", "") not in json.dumps(problem):
        return f"{file.name}: does not say {expected['says']!r}"
    return ""


def wanted_losses(told: str, parts: set[str], lost: set[str]) -> set[str]:
    known: dict[str, set[str]] = {"": lost, "all": parts, "none": set()}
    return known[told] if told in known else set(told.split(", "))


def a_killed_runner_is_back_and_programs_are_marked() -> str:
    compose("exec", "-T", "runner", "python", "-", given=KILL.encode(), may_fail=True)
    deadline = time.monotonic() + RESTART_S
    while time.monotonic() < deadline:
        check = ("python", "-m", "grader.sandbox.runner", "--check")
        if compose("exec", "-T", "runner", *check, may_fail=True).startswith("WELL"):
            return a_solution_gets_full_marks()
        time.sleep(0.5)
    return f"there is no runner {RESTART_S:g} s after it was killed"


def no_zygote_is_left() -> str:
    time.sleep(1)
    return expect(
        "the runner",
        compose("exec", "-T", "runner", "python", "-m", "grader.sandbox.runner", "--check").strip(),
        "WELL 0 of 16 zygotes",
    )


def without_a_runner_nothing_is_run() -> str:
    compose("stop", "runner")
    found = doctor("compose", "-p", PROJECT, "exec", "-T", "web")["Sandbox, by the runner"]
    words = ["backmark", "mark", "/tmp/assignment", "--seed", "1", "--json"]
    told = json.loads(web(*words, "--code", "/tmp/assignment/solution", may_fail=True))
    return "\n".join(
        filter(
            None,
            (
                expect("doctor's check", found["is_in_order"], False),
                expect("the state", told["state"], "held"),
            ),
        )
    )


# ---- the image by itself ----


def alone(*settings: str) -> None:
    docker("rm", "-f", ALONE, may_fail=True)
    docker("run", "-d", "--pull", "never", "--name", ALONE, *settings, "backmark")


def the_image_alone_runs_no_program_unasked() -> str:
    alone()
    found = doctor("exec", ALONE)["Sandbox, by the runner"]
    return expect("doctor's check", found["is_in_order"], False)


def the_image_alone_runs_programs_where_it_is_told_to() -> str:
    alone("-e", "BACKMARK_RUNNER_SOCKET=", "-e", "BACKMARK_SANDBOX=B")
    found = doctor("exec", ALONE)["Sandbox"]

    def ask(*words: str, given: bytes = b"") -> str:
        return docker("exec", "-i", ALONE, *words, given=given)

    (mark,) = marks_inside(ask, ["assignment/solution"])
    sys.stdout.write(f"     doctor: {found['found']}\n")
    return "\n".join(
        filter(
            None,
            (
                expect("doctor's check", found["is_in_order"], True),
                expect("the points", mark["points"], mark["out_of"]),
            ),
        )
    )


PROOFS: tuple[Callable[[], str], ...] = (
    the_runner_has_nothing,
    doctor_finds_the_runner_in_order,
    a_solution_gets_full_marks,
    the_command_marks_through_the_runner,
    hostile_programs_end_as_everywhere,
    no_zygote_is_left,
    a_killed_runner_is_back_and_programs_are_marked,
    without_a_runner_nothing_is_run,
    the_image_alone_runs_no_program_unasked,
    the_image_alone_runs_programs_where_it_is_told_to,
)


def proven() -> bool:
    failed = 0
    for proof in PROOFS:
        said = proof()
        failed += bool(said)
        name = proof.__name__.replace("_", " ")
        sys.stdout.write(f"{'FAIL' if said else 'ok  '} {name}\n")
        sys.stdout.writelines(f"     {line}\n" for line in said.splitlines())
        sys.stdout.flush()
    return not failed


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-build", action="store_true")
    os.environ.setdefault("BACKMARK_PUBLISH", "127.0.0.1:0")
    if not parser.parse_args(arguments).no_build:
        docker("build", "-t", "backmark", ".")
    try:
        compose("up", "-d", "--no-build", "--wait", "--wait-timeout", "90")
        sys.stdout.write("ok   both services are healthy\n")
        return 0 if proven() else 1
    finally:
        compose("down", "-v", "-t", "10", may_fail=True)
        docker("rm", "-f", "-v", ALONE, may_fail=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
