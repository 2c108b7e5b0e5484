"""What compose.yaml and the Dockerfile promise, as far as it can be read; prove.py tries it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.docker.prove import HOSTILE, otherwise
from tests.sources import ROOT

COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
SOCKET = "/run/backmark/runner.sock"


def block(name: str, indent: int = 2) -> list[str]:
    """The lines below a key of compose.yaml, without comments, as they are indented there."""
    start = re.search(rf"^{' ' * indent}{name}:\n", COMPOSE, re.MULTILINE)
    assert start is not None, name
    below = []
    for line in COMPOSE[start.end() :].splitlines():
        bare = re.sub(r"\s*(^|\s)#.*", "", line)
        if bare and len(bare) - len(bare.lstrip()) <= indent:
            break
        below += [bare] if bare else []
    return below


def below(lines: list[str], key: str) -> list[str]:
    """The entries of a key within a service."""
    start = lines.index(f"    {key}:")
    entries = []
    for line in lines[start + 1 :]:
        if not line.startswith("      "):
            break
        entries.append(line.strip())
    return entries


@pytest.mark.parametrize(
    "setting",
    [
        "network_mode: none",
        "ipc: none",
        "read_only: true",
        "cap_drop: [ALL]",
        'security_opt: ["no-new-privileges:true"]',
        'user: "65534:65534"',
        "pids_limit: 64",
        "mem_limit: 2g",
        "memswap_limit: 2g",
        "init: true",
        "restart: unless-stopped",
    ],
)
def test_the_runner_s_container_is_closed(setting: str) -> None:
    assert f"    {setting}" in block("runner")


def test_the_runner_is_told_its_wall_and_its_socket_alone() -> None:
    assert below(block("runner"), "environment") == [
        "BACKMARK_SANDBOX: B",
        f"BACKMARK_RUNNER_SOCKET: {SOCKET}",
    ]


def test_the_runner_shares_the_socket_s_folder_alone() -> None:
    assert below(block("runner"), "volumes") == ["- runner:/run/backmark"]
    assert not [line for line in block("runner") if "secrets" in line or "env_file" in line]


def test_the_service_asks_the_runner_at_its_socket() -> None:
    assert f"BACKMARK_RUNNER_SOCKET: {SOCKET}" in below(block("web"), "environment")
    assert "- runner:/run/backmark" in below(block("web"), "volumes")
    assert f"BACKMARK_RUNNER_SOCKET={SOCKET}" in DOCKERFILE


def test_the_runner_s_user_makes_the_socket_and_the_service_s_group_may_connect() -> None:
    volumes = COMPOSE[COMPOSE.index("\nvolumes:") :]
    found = re.search(r"o: uid=(\d+),gid=(\d+),mode=2750,size=\d+k", volumes)
    group = re.search(r"groupadd --gid (\d+) backmark", DOCKERFILE)
    assert found is not None
    assert group is not None
    assert found.groups() == ("65534", group.group(1))


def test_the_image_brings_what_programs_see() -> None:
    assert "python -m grader.sandbox.runtime /opt/runtime" in DOCKERFILE
    assert "COPY --from=build /opt/runtime /opt/runtime" in DOCKERFILE
    assert "BACKMARK_RUNTIME_DIR=/opt/runtime" in DOCKERFILE


# ---- how prove.py reads an outcome ---------------------------------------------------------------


def outcome(ending: str, lost: set[str]) -> dict[str, Any]:
    names = ("affine_forward", "softmax_loss")
    parts = {name: {"points": 0.0 if name in lost else 1.0, "out_of": 1.0} for name in names}
    return {"fault": "", "problems": {"layers": {"ending": ending, "parts": parts}}}


def test_an_outcome_as_the_program_s_head_says_is_no_fault() -> None:
    assert otherwise(HOSTILE / "forks.py", outcome("finished", set())) == ""


def test_another_ending_is_told() -> None:
    found = otherwise(HOSTILE / "forks.py", outcome("crashed", set()))
    assert found == "forks.py: crashed, not finished"


def test_points_that_are_lost_or_kept_against_the_head_are_told() -> None:
    one = otherwise(HOSTILE / "forks.py", outcome("finished", {"softmax_loss"}))
    assert one == "forks.py: loses ['softmax_loss'], not []"
    all_but_one = otherwise(HOSTILE / "nan.py", outcome("finished", {"softmax_loss"}))
    assert "not ['affine_forward', 'softmax_loss']" in all_but_one


def test_a_fault_of_the_grader_is_told() -> None:
    assert otherwise(HOSTILE / "forks.py", {"fault": "ValueError: x"}) == "forks.py: ValueError: x"
