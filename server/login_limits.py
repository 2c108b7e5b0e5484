"""How fast somebody may guess passwords.

Three counters with growing delays: per account, per address, and per account at an address from
which it has been logged in to before. The third replaces the other two there, so whoever guesses
from elsewhere, or from the same campus, cannot lock people out of the places where they work. No
delay is longer than a minute, and a quarter of an hour without failures forgets them.
"""

from __future__ import annotations

import hashlib
import ipaddress
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session

from server.db import insert_once
from server.models import LoginFailure, LoginSession, Person

LONGEST_WAIT_S = 60
FORGOTTEN_AFTER = timedelta(minutes=15)
ACCOUNT_FREE = 10
# A lecture hall may share one address.
ADDRESS_FREE = 100


class LoginRefusal(StrEnum):
    wrong = "wrong"
    wait = "wait"

    @property
    def words(self) -> str:
        if self is LoginRefusal.wrong:
            return "The e-mail address or the password is not right."
        return "Too many tries. Wait a little and try again."


@dataclass(frozen=True)
class Counter:
    """One subject and how many failures it has free."""

    subject_hash: str
    free: int
    is_cleared_by_success: bool = True


Tally = tuple[Counter, ...]


def hashed(text: str) -> str:
    """SHA-256 in hex of any text, also one that is not valid Unicode."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def address_hash(address: str) -> str:
    """The same for all addresses of one IPv6 network: a single customer has 2**64 of them."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return hashed(address)
    if parsed.version == 4:
        return hashed(str(parsed))
    return hashed(str(ipaddress.ip_network((parsed, 64), strict=False)))


def delay_s(failures: int, free: int) -> int:
    """Seconds to wait after so many failures: 0 while they are free, then 2, 4, 8 ... 60."""
    over = failures - free
    return 0 if over <= 0 else min(2 ** min(over, 10), LONGEST_WAIT_S)


def tally(session: Session, person: Person | None, account: str, address: str) -> Tally:
    """The counters that a try at this account from this address counts on."""
    where = address_hash(address)
    if person is not None and _is_familiar(session, person, where):
        return (Counter(hashed(f"familiar|{account}|{where}"), ACCOUNT_FREE),)
    return (
        Counter(hashed(f"account|{account}"), ACCOUNT_FREE),
        # A right password clears nothing here: the guesser may own an account too.
        Counter(hashed(f"address|{where}"), ADDRESS_FREE, is_cleared_by_success=False),
    )


def _is_familiar(session: Session, person: Person, where: str) -> bool:
    known = exists().where(LoginSession.person_id == person.id, LoginSession.address_hash == where)
    return bool(session.scalar(select(known)))


def count(session: Session, counters: Tally, now: datetime) -> int:
    """Count one failure on each, or give the seconds to wait and count nothing."""
    rows = [_row(session, counter, now) for counter in counters]
    wait_s = max(_wait_s(row, now) for row in rows)
    if wait_s == 0:
        _add_failure(rows, counters, now)
        _forget_old(session, now)
    return wait_s


def _row(session: Session, counter: Counter, now: datetime) -> LoginFailure:
    fresh = {"subject_hash": counter.subject_hash, "failures": 0, "failed_at": now}
    insert_once(session, LoginFailure, fresh)
    return session.scalars(
        select(LoginFailure)
        .where(LoginFailure.subject_hash == counter.subject_hash)
        .with_for_update()
    ).one()


def _forget_old(session: Session, now: datetime) -> None:
    # Rows that another log-in holds at this moment are skipped: waiting for each other's would
    # be a deadlock.
    old = (
        select(LoginFailure.id)
        .where(LoginFailure.failed_at < now - 4 * FORGOTTEN_AFTER)
        .limit(100)
        .with_for_update(skip_locked=True)
    )
    session.execute(delete(LoginFailure).where(LoginFailure.id.in_(old)))


def _wait_s(row: LoginFailure, now: datetime) -> int:
    if row.blocked_until is None:
        return 0
    return max(math.ceil((row.blocked_until - now).total_seconds()), 0)


def _add_failure(rows: Sequence[LoginFailure], counters: Tally, now: datetime) -> None:
    for row, counter in zip(rows, counters, strict=True):
        is_forgotten = now - row.failed_at > FORGOTTEN_AFTER
        row.failures = 1 if is_forgotten else row.failures + 1
        row.failed_at = now
        wait_s = delay_s(row.failures, counter.free)
        row.blocked_until = now + timedelta(seconds=wait_s) if wait_s else None


def take_back(session: Session, counters: Tally) -> None:
    """The try was right after all."""
    for counter in counters:
        left = 0 if counter.is_cleared_by_success else LoginFailure.failures - 1
        session.execute(
            update(LoginFailure)
            .where(LoginFailure.subject_hash == counter.subject_hash, LoginFailure.failures > 0)
            .values(failures=left, blocked_until=None)
        )
