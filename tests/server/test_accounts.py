"""Accounts, logging in and out, and sessions."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from sqlalchemy import select

from server.accounts import (
    ABSOLUTE,
    IDLE,
    AccountError,
    LoginOutcome,
    LoginTry,
    NewPerson,
    create_person,
    hash_password,
    is_password,
    keep_alive,
    log_in,
    log_out,
    login_session_for,
    normalised_email,
    person_for_token,
    revoke_all,
    set_password,
)
from server.db import Database
from server.login_limits import LoginRefusal
from server.models import LoginSession, Person
from tests.cast import PASSWORD, Cast
from tests.server.conftest import NOW

SECOND = timedelta(seconds=1)
EMAIL = "student-a@example.org"


def logged_in(database: Database, email: str = EMAIL, replaces: str | None = None) -> str:
    outcome = log_in(database, LoginTry(email, PASSWORD, "192.0.2.1", replaces), NOW)
    assert outcome.token is not None
    return outcome.token


def is_open(database: Database, token: str, after: timedelta = timedelta()) -> bool:
    with database.read() as session:
        return person_for_token(session, token, NOW + after) is not None


@pytest.mark.parametrize(
    "text",
    ["name@example.org", " Name@Example.ORG ", "NAME@EXAMPLE.ORG", "ｎame@example.org"],
)
def test_spellings_of_one_address_are_one_account(text: str) -> None:
    assert normalised_email(text) == "name@example.org"


def test_dots_and_plus_are_other_addresses_as_they_are_to_most_mail_servers() -> None:
    spellings = {"ab@example.org", "a.b@example.org", "ab+c@example.org"}
    assert {normalised_email(text) for text in spellings} == spellings


@pytest.mark.parametrize(
    "text",
    ["", "name", "@example.org", "name@", "a@b@c", "a b@c", "a\0@b", "a\n@b", "x" * 250 + "@b.org"],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(AccountError):
        normalised_email(text)


def test_a_password_is_stored_as_argon2_with_the_stated_cost() -> None:
    stored = hash_password(PASSWORD)
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert is_password(stored, PASSWORD)
    assert not is_password(stored, PASSWORD + " ")


def test_the_same_characters_are_the_same_password_however_they_are_composed() -> None:
    assert is_password(hash_password("Gr\u00fc\u00dfe, Welt"), "Gru\u0308\u00dfe, Welt")


@pytest.mark.parametrize(
    ("length", "is_accepted"), [(7, False), (8, True), (1024, True), (1025, False)]
)
def test_passwords_have_8_characters_to_1024_bytes(length: int, is_accepted: bool) -> None:
    if is_accepted:
        assert is_password(hash_password("x" * length), "x" * length)
    else:
        with pytest.raises(AccountError, match="a password has at"):
            hash_password("x" * length)


def test_bytes_are_counted_not_characters() -> None:
    assert is_password(hash_password("é" * 512), "é" * 512)
    with pytest.raises(AccountError):
        hash_password("é" * 513)


def test_a_password_of_megabytes_costs_no_more_than_any_other() -> None:
    stored = hash_password(PASSWORD)
    assert not is_password(stored, "x" * 5_000_000)
    assert not is_password(None, "\ud800" * 100)
    assert not is_password("", "")


def test_an_address_has_one_account(database: Database, cast: Cast) -> None:
    new = NewPerson("Student-A@EXAMPLE.org", "Somebody else", PASSWORD)
    with pytest.raises(AccountError, match="there is an account"), database.write() as session:
        create_person(session, new, NOW)


@pytest.mark.parametrize("name", ["", "  ", "a\0b", "x" * 201, "a\u202eb"])
def test_a_name_is_printable_and_short(database: Database, name: str) -> None:
    new = NewPerson("new@example.org", name, PASSWORD)
    with pytest.raises(AccountError, match="printable"), database.write() as session:
        create_person(session, new, NOW)


def test_the_right_password_opens_a_session(database: Database, cast: Cast) -> None:
    token = logged_in(database)
    with database.read() as session:
        person = person_for_token(session, token, NOW)
    assert person is not None
    assert person.email == EMAIL


def test_the_database_does_not_hold_the_token(database: Database, cast: Cast) -> None:
    token = logged_in(database)
    with database.read() as session:
        stored = session.scalars(select(LoginSession)).one()
    assert token not in vars(stored).values()


@pytest.mark.parametrize(
    ("email", "password"),
    [
        (EMAIL, "wrong password"),
        (EMAIL, ""),
        ("nobody@example.org", PASSWORD),
        ("not an address", PASSWORD),
        ("", ""),
        ("\0", "\0"),
        ("\ud800@x", "\ud800"),
        ("x" * 1_000_000, PASSWORD),
    ],
)
def test_wrong_password_and_unknown_account_are_told_alike(
    database: Database, cast: Cast, email: str, password: str
) -> None:
    outcome = log_in(database, LoginTry(email, password, "192.0.2.1"), NOW)
    assert outcome == LoginOutcome(reason=LoginRefusal.wrong)


def test_an_unknown_account_takes_as_long_as_a_wrong_password(
    database: Database, cast: Cast
) -> None:
    def fastest(email: str) -> float:
        times = []
        for number in range(5):
            begun = time.process_time()
            log_in(database, LoginTry(email, "wrong password", f"192.0.2.{number}"), NOW)
            times.append(time.process_time() - begun)
        return min(times)

    known, unknown = fastest(EMAIL), fastest("nobody@example.org")
    assert 0.5 < known / unknown < 2


def test_every_log_in_gets_a_token_of_its_own_and_ends_the_browser_s_earlier_one(
    database: Database, cast: Cast
) -> None:
    first, elsewhere = logged_in(database), logged_in(database)
    second = logged_in(database, replaces=first)
    assert len({first, second, elsewhere}) == 3
    assert not is_open(database, first)
    assert is_open(database, second)
    assert is_open(database, elsewhere)


def test_a_failed_log_in_leaves_the_browser_s_session_alone(database: Database, cast: Cast) -> None:
    token = logged_in(database)
    log_in(database, LoginTry(EMAIL, "wrong", "192.0.2.1", replaces=token), NOW)
    assert is_open(database, token)


def test_logging_out_ends_this_session_only(database: Database, cast: Cast) -> None:
    here, there = logged_in(database), logged_in(database)
    log_out(database, here, NOW)
    assert not is_open(database, here)
    assert is_open(database, there)


def test_all_sessions_of_one_person_can_be_ended(database: Database, cast: Cast) -> None:
    tokens = [logged_in(database), logged_in(database)]
    other = logged_in(database, "student-b@example.org")
    revoke_all(database, cast.student_a, NOW)
    assert not any(is_open(database, token) for token in tokens)
    assert is_open(database, other)


def test_a_new_password_ends_every_session_and_the_old_one_is_no_use(
    database: Database, cast: Cast
) -> None:
    token = logged_in(database)
    set_password(database, cast.student_a, "another password", NOW)
    assert not is_open(database, token)
    tries = [
        log_in(database, LoginTry(EMAIL, password, "192.0.2.1"), NOW).person is not None
        for password in (PASSWORD, "another password")
    ]
    assert tries == [False, True]


def test_an_idle_session_ends(database: Database, cast: Cast) -> None:
    token = logged_in(database)
    assert is_open(database, token, IDLE - SECOND)
    assert not is_open(database, token, IDLE)


def test_a_session_in_use_ends_at_its_absolute_limit(database: Database, cast: Cast) -> None:
    token = logged_in(database)
    steps = int(ABSOLUTE / IDLE) * 2
    for step in range(1, steps):
        now = NOW + step * IDLE / 2
        with database.read() as session:
            found = login_session_for(session, token, now)
        assert found is not None
        keep_alive(database, found, now)
    assert is_open(database, token, ABSOLUTE - SECOND)
    assert not is_open(database, token, ABSOLUTE)


def test_keeping_a_session_alive_writes_once_in_five_minutes(
    database: Database, cast: Cast
) -> None:
    token = logged_in(database)
    seen = []
    for seconds in (1, 299, 300):
        now = NOW + timedelta(seconds=seconds)
        with database.read() as session:
            found = login_session_for(session, token, now)
        assert found is not None
        keep_alive(database, found, now)
        with database.read() as session:
            seen.append(session.scalars(select(LoginSession.seen_at)).one())
    assert seen == [NOW, NOW, NOW + timedelta(seconds=300)]


@pytest.mark.parametrize("token", ["", "x", "\0", "\ud800", "x" * 100_000])
def test_any_text_may_come_as_a_token(database: Database, cast: Cast, token: str) -> None:
    assert not is_open(database, token)


def test_times_come_back_aware_and_in_utc(database: Database, cast: Cast) -> None:
    with database.read() as session:
        created_at = session.scalars(select(Person.created_at)).first()
    assert created_at == NOW
    assert created_at is not None
    assert created_at.utcoffset() == timedelta()


def test_a_naive_time_is_not_stored(database: Database) -> None:
    new = NewPerson("new@example.org", "New", PASSWORD)
    with pytest.raises(Exception, match="has no time zone"), database.write() as session:
        create_person(session, new, NOW.replace(tzinfo=None))
