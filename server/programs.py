"""Files of programs: a draft's, and those of a submission. Nothing here looks into one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from server.db import insert_once
from server.models import Attempt, Draft, DraftFile, StoredFile, SubmissionFile

Programs = Mapping[str, Mapping[str, bytes]]  # problem -> name of a file -> its bytes


@dataclass(frozen=True)
class DraftPrograms:
    """The files of a draft; `revision` is the one that a save of them has to name."""

    revision: int
    files: Programs


@dataclass(frozen=True)
class StalePrograms:
    """The files have been changed since, from another tab or browser."""

    revision: int


def draft_programs(session: Session, attempt: Attempt, draft: Draft) -> DraftPrograms:
    """What has been uploaded or typed for this attempt so far."""
    if not attempt.assignment_version.has_programs:
        return DraftPrograms(draft.files_revision, {})
    return DraftPrograms(draft.files_revision, _grouped(_rows(session, attempt.id)))


def replace_files(
    session: Session, attempt_id: int, new: DraftPrograms, now: datetime
) -> int | StalePrograms:
    """Make `new.files` all that there is, unless it was made from an older draft."""
    revision = session.scalars(
        select(Draft.files_revision).where(Draft.attempt_id == attempt_id).with_for_update()
    ).one()
    old, files = _flat(_grouped(_rows(session, attempt_id))), _flat(new.files)
    if old == files:  # also a save whose answer was lost on the way
        return revision
    if revision != new.revision:
        return StalePrograms(revision)
    for (problem_id, name), body in old.items():
        if files.get((problem_id, name)) != body:
            session.execute(
                delete(DraftFile).where(
                    DraftFile.attempt_id == attempt_id,
                    DraftFile.problem_id == problem_id,
                    DraftFile.name == name,
                )
            )
    _add(session, attempt_id, {k: body for k, body in files.items() if old.get(k) != body}, now)
    session.execute(
        update(Draft).where(Draft.attempt_id == attempt_id).values(files_revision=revision + 1)
    )
    return revision + 1


def hand_in_files(session: Session, attempt_id: int, submission_id: int) -> None:
    """The draft's files become the submission's; each content is stored once."""
    for row in _rows(session, attempt_id):
        stored = {
            "submission_id": submission_id,
            "problem_id": row.problem_id,
            "name": row.name,
            "stored_file_id": stored_file(session, row.body),
        }
        insert_once(session, SubmissionFile, stored)


def keep_files(session: Session, attempt_id: int, submission_id: int, now: datetime) -> None:
    """A later attempt goes on from the files of the one before."""
    files = _flat(submitted_programs(session, submission_id))
    _add(session, attempt_id, files, now)


def submitted_programs(session: Session, submission_id: int) -> Programs:
    """What was handed in, with the bytes."""
    rows = session.execute(
        select(SubmissionFile.problem_id, SubmissionFile.name, StoredFile.body)
        .join(SubmissionFile.stored_file)
        .where(SubmissionFile.submission_id == submission_id)
        .order_by(SubmissionFile.id)
    )
    found: dict[str, dict[str, bytes]] = {}
    for problem_id, name, body in rows:
        found.setdefault(problem_id, {})[name] = body
    return found


def stored_file(session: Session, data: bytes) -> int:
    """The id of the row with these bytes, made if there is none."""
    sha256 = hashlib.sha256(data).hexdigest()
    row = {"sha256": sha256, "size_bytes": len(data), "body": data}
    new_id = insert_once(session, StoredFile, row)
    if new_id is not None:
        return new_id
    return session.scalars(select(StoredFile.id).where(StoredFile.sha256 == sha256)).one()


def _rows(session: Session, attempt_id: int) -> list[DraftFile]:
    query = select(DraftFile).where(DraftFile.attempt_id == attempt_id).order_by(DraftFile.id)
    return list(session.scalars(query))


def _add(
    session: Session, attempt_id: int, files: Mapping[tuple[str, str], bytes], now: datetime
) -> None:
    rows = [
        {"attempt_id": attempt_id, "problem_id": problem_id, "name": name, "body": body,
         "saved_at": now}
        for (problem_id, name), body in files.items()
    ]  # fmt: skip
    if rows:
        session.execute(insert(DraftFile), rows)


def _grouped(rows: list[DraftFile]) -> Programs:
    found: dict[str, dict[str, bytes]] = {}
    for row in rows:
        found.setdefault(row.problem_id, {})[row.name] = row.body
    return found


def _flat(programs: Programs) -> dict[tuple[str, str], bytes]:
    return {(p, name): body for p, files in programs.items() for name, body in files.items()}
