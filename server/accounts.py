"""People, passwords and log-in sessions."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, contains_eager

from server import login_limits
from server.db import Database, insert_once
from server.login_limits import LoginRefusal, hashed
from server.models import LoginSession, Person

PASSWORD_CHARACTERS_AT_LEAST = 8
PASSWORD_BYTES_AT_MOST = 1024
EMAIL_CHARACTERS_AT_MOST = 254

IDLE = timedelta(hours=12)
ABSOLUTE = timedelta(days=7)
_SEEN_EVERY = timedelta(minutes=5)
# Past sessions say from where an account is used; after that long they say nothing.
_KEEP_SESSIONS = timedelta(days=90)

# More memory a hash would buy little here and, times the threads of a server, cost much.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Of a password nobody knows: an unknown account takes as long as a wrong password.
_NOBODYS_HASH = (
    "$argon2id$v=19$m=19456,t=2,p=1$9xGgLEgQc0eQu2lYRwL8mw$"
    "37fuvEc91pR1UnLI8RNeQlptU1/rbDjrE8C3Z8t0T+g"
)


class AccountError(ValueError):
    """An account cannot be made like this; the message says what would be accepted."""


@dataclass(frozen=True)
class NewPerson:
    email: str
    name: str
    password: str
    is_admin: bool = False


@dataclass(frozen=True)
class LoginTry:
    """What came with a log-in form; `replaces` is the browser's earlier token, which ends."""

    email: str
    password: str
    address: str
    replaces: str | None = None


@dataclass(frozen=True)
class LoginOutcome:
    """A person and a new token, or the reason; `wait_s` says how long to wait for the next try."""

    person: Person | None = None
    token: str | None = None
    reason: LoginRefusal | None = None
    wait_s: int = 0


def normalised_email(text: str) -> str:
    """The one spelling of an address that is stored and looked up. Raises AccountError."""
    if len(text) > EMAIL_CHARACTERS_AT_MOST:
        raise AccountError(f"an e-mail address has at most {EMAIL_CHARACTERS_AT_MOST} characters")
    # Compatibility forms, so that a look-alike in full-width letters is the same account.
    email = unicodedata.normalize("NFKC", text).strip().casefold()
    name, _, domain = email.rpartition("@")
    is_address = name and domain and "@" not in name and email.isprintable() and " " not in email
    if not is_address or len(email) > EMAIL_CHARACTERS_AT_MOST:
        raise AccountError(f"e-mail {text!r}: an address such as name@example.org is accepted")
    return email


def hash_password(password: str) -> str:
    """An Argon2 hash to store. Raises AccountError for a password too short or too long."""
    as_bytes = _password_bytes(password)
    if as_bytes is None:
        raise AccountError(f"a password has at most {PASSWORD_BYTES_AT_MOST} bytes")
    if len(password) < PASSWORD_CHARACTERS_AT_LEAST:
        raise AccountError(f"a password has at least {PASSWORD_CHARACTERS_AT_LEAST} characters")
    return _HASHER.hash(as_bytes)


def is_password(password_hash: str | None, password: str) -> bool:
    """Whether it is the one that was hashed; takes as long when there is no hash to compare."""
    as_bytes = _password_bytes(password)
    try:
        _HASHER.verify(password_hash or _NOBODYS_HASH, as_bytes or b"")
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None and as_bytes is not None


def _password_bytes(password: str) -> bytes | None:
    # Counted before and after: normalising megabytes would be work for an attacker's sake.
    if len(password) > PASSWORD_BYTES_AT_MOST:
        return None
    as_bytes = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    return as_bytes if len(as_bytes) <= PASSWORD_BYTES_AT_MOST else None


def create_person(session: Session, new: NewPerson, now: datetime) -> Person:
    """Raises AccountError for an unusable e-mail, name or password, or one e-mail twice."""
    name = " ".join(new.name.split())
    if not name or len(name) > 200 or not name.isprintable():
        raise AccountError(f"name {new.name[:50]!r}: 1 to 200 printable characters are accepted")
    row = {
        "email": normalised_email(new.email),
        "name": name,
        "password_hash": hash_password(new.password),
        "is_admin": new.is_admin,
        "created_at": now,
    }
    new_id = insert_once(session, Person, row)
    if new_id is None:
        raise AccountError(f"e-mail {row['email']}: there is an account with this address")
    return session.get_one(Person, new_id)


def set_password(database: Database, person: Person, password: str, now: datetime) -> None:
    """Change the password and end every session of this person. Raises AccountError."""
    password_hash = hash_password(password)
    with database.write() as session:
        session.execute(
            update(Person).where(Person.id == person.id).values(password_hash=password_hash)
        )
        _revoke(session, person.id, now)


def log_in(database: Database, login: LoginTry, now: datetime) -> LoginOutcome:
    """Check a password and open a session under a new token.

    The try is counted before the password is looked at, so that many at once are no way around
    the limits, and taken back if it was right. The words for a wrong password and for an unknown
    account are the same, and so is the time.
    """
    email = _email_or_none(login.email)
    with database.write() as session:
        person = _person_with(session, email)
        tally = login_limits.tally(session, person, email or login.email, login.address)
        wait_s = login_limits.count(session, tally, now)
    if wait_s:
        return LoginOutcome(reason=LoginRefusal.wait, wait_s=wait_s)
    is_right = is_password(person.password_hash if person else None, login.password)
    if person is None or not is_right:
        return LoginOutcome(reason=LoginRefusal.wrong)
    with database.write() as session:
        login_limits.take_back(session, tally)
        return _open_session(session, person, login, now)


def _email_or_none(text: str) -> str | None:
    try:
        return normalised_email(text)
    except AccountError:
        return None


def _person_with(session: Session, email: str | None) -> Person | None:
    return None if email is None else session.scalar(select(Person).where(Person.email == email))


def _open_session(session: Session, person: Person, login: LoginTry, now: datetime) -> LoginOutcome:
    current = session.get_one(Person, person.id, with_for_update=True)
    if current.password_hash != person.password_hash:  # changed while we were hashing
        return LoginOutcome(reason=LoginRefusal.wrong)
    if login.replaces:
        _end(session, login.replaces, now)
    session.execute(delete(LoginSession).where(LoginSession.expires_at < now - _KEEP_SESSIONS))
    token = secrets.token_urlsafe(32)
    session.add(
        LoginSession(
            token_hash=hashed(token),
            person_id=person.id,
            address_hash=login_limits.address_hash(login.address),
            created_at=now,
            seen_at=now,
            expires_at=now + ABSOLUTE,
        )
    )
    return LoginOutcome(person=current, token=token)


def login_session_for(session: Session, token: str, now: datetime) -> LoginSession | None:
    """The session of this token if it is neither ended, expired nor idle for too long."""
    return session.scalar(
        select(LoginSession)
        .join(LoginSession.person)
        .options(contains_eager(LoginSession.person))
        .where(
            LoginSession.token_hash == hashed(token),
            LoginSession.revoked_at.is_(None),
            LoginSession.expires_at > now,
            LoginSession.seen_at > now - IDLE,
        )
    )


def person_for_token(session: Session, token: str, now: datetime) -> Person | None:
    found = login_session_for(session, token, now)
    return found.person if found else None


def keep_alive(database: Database, login_session: LoginSession, now: datetime) -> None:
    """Note that the session is in use; writes at most once in five minutes."""
    if now - login_session.seen_at < _SEEN_EVERY:
        return
    with database.write() as session:
        session.execute(
            update(LoginSession).where(LoginSession.id == login_session.id).values(seen_at=now)
        )


def log_out(database: Database, token: str, now: datetime) -> None:
    with database.write() as session:
        _end(session, token, now)


def revoke_all(database: Database, person: Person, now: datetime) -> None:
    """End every session of this person."""
    with database.write() as session:
        _revoke(session, person.id, now)


def _end(session: Session, token: str, now: datetime) -> None:
    session.execute(
        update(LoginSession)
        .where(LoginSession.token_hash == hashed(token), LoginSession.revoked_at.is_(None))
        .values(revoked_at=now)
    )


def _revoke(session: Session, person_id: int, now: datetime) -> None:
    session.execute(
        update(LoginSession)
        .where(LoginSession.person_id == person_id, LoginSession.revoked_at.is_(None))
        .values(revoked_at=now)
    )
