"""The demo course."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select

from server.accounts import LoginTry, log_in
from server.attempts import start
from server.db import Database
from server.demo import ACCOUNTS, DemoError, load_demo, zip_folder
from server.models import Assignment, Attempt, Course, Enrollment, Person, Variant
from server.policy import AssignmentState, Role
from server.roster import assignments_for
from tests.cast import Cast
from tests.server.conftest import NOW, SEED_KEY

SHIPPED = Path(__file__).resolve().parents[2] / "assignments"


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """One assignment of each kind: vetting all takes its time."""
    for name in ("backprop-by-hand", "layers-with-caches"):
        shutil.copytree(SHIPPED / name, tmp_path / "few" / name)
    return tmp_path / "few"


@pytest.mark.slow
@pytest.mark.parametrize("backend", ["sqlite"], indirect=False)
def test_the_demo_has_every_shipped_assignment_ready_to_start(
    database: Database, backend: str
) -> None:
    accounts = load_demo(database, SHIPPED, NOW, seed_key=SEED_KEY).accounts
    assert accounts == ACCOUNTS
    shipped = {path.parent.name for path in SHIPPED.glob("*/assignment.toml")}
    with database.read() as session:
        student = session.scalars(
            select(Enrollment).join(Enrollment.person).where(Enrollment.role == Role.student)
        ).first()
        assert student is not None
        seen = assignments_for(session, [student], NOW)
    assert {assignment.slug for assignment in seen} == shipped
    assert all(assignment.state is AssignmentState.published for assignment in seen)
    for assignment in seen:
        assert isinstance(start(database, student, assignment, NOW, seed_key=SEED_KEY), Attempt)


def test_everybody_of_the_demo_can_log_in(database: Database, few: Path) -> None:
    for account in load_demo(database, few, NOW, seed_key=SEED_KEY).accounts:
        outcome = log_in(database, LoginTry(account.email, account.password, "192.0.2.1"), NOW)
        assert outcome.person is not None
        assert outcome.person.name == account.name


def test_loading_the_demo_again_changes_nothing(database: Database, few: Path) -> None:
    counts = []
    for _ in range(2):
        load_demo(database, few, NOW, seed_key=SEED_KEY)
        with database.read() as session:
            tables = (Course, Person, Enrollment, Assignment, Variant)
            counts.append([session.scalar(select(func.count(each.id))) for each in tables])
    assert counts[0] == counts[1]


def test_without_a_sandbox_the_demo_leaves_programs_out_and_says_so(
    database: Database, few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKMARK_SANDBOX", "A")
    monkeypatch.setenv("PATH", "/nowhere")
    made = load_demo(database, few, NOW, seed_key=SEED_KEY)
    assert [words.partition(":")[0] for words in made.left_out] == ["layers-with-caches"]
    assert "bubblewrap" in made.left_out[0]
    with database.read() as session:
        assert session.scalars(select(Assignment.slug)).all() == ["backprop-by-hand"]


def test_the_demo_is_not_loaded_beside_real_people(database: Database, cast: Cast) -> None:
    with pytest.raises(DemoError, match="not of the demo"):
        load_demo(database, SHIPPED, NOW, seed_key=SEED_KEY)


def test_a_folder_without_assignments_is_told(database: Database, tmp_path: Path) -> None:
    with pytest.raises(DemoError, match="holds no folder"):
        load_demo(database, tmp_path, NOW, seed_key=SEED_KEY)


def test_zipping_a_folder_gives_the_same_bytes_every_time() -> None:
    for folder in SHIPPED.iterdir():
        assert zip_folder(folder) == zip_folder(folder)
