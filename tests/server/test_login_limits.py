"""Guessing is slow, and nobody is locked out by somebody else's guessing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from server.accounts import LoginOutcome, LoginTry, log_in
from server.db import Database
from server.login_limits import (
    ACCOUNT_FREE,
    ADDRESS_FREE,
    FORGOTTEN_AFTER,
    LONGEST_WAIT_S,
    LoginRefusal,
    address_hash,
    count,
    delay_s,
    tally,
)
from server.models import LoginFailure
from tests.cast import PASSWORD, Cast
from tests.server.conftest import NOW

EMAIL = "student-a@example.org"
HOME, CAMPUS, ATTACKER = "192.0.2.1", "192.0.2.2", "203.0.113.9"
SECOND = timedelta(seconds=1)


def guess(database: Database, address: str, now: datetime, email: str = EMAIL) -> LoginOutcome:
    return log_in(database, LoginTry(email, "a wrong guess", address), now)


def right(database: Database, address: str, now: datetime) -> LoginOutcome:
    return log_in(database, LoginTry(EMAIL, PASSWORD, address), now)


def fail(database: Database, times: int, email: str, address: str, now: datetime = NOW) -> int:
    """Count failures without the time that hashing takes; the last one's seconds to wait."""
    wait_s = 0
    for _ in range(times):
        with database.write() as session:
            wait_s = count(session, tally(session, None, email, address), now)
    return wait_s


@pytest.mark.parametrize(
    ("failures", "wait_s"), [(0, 0), (10, 0), (11, 2), (12, 4), (15, 32), (16, 60), (10_000, 60)]
)
def test_delays_grow_to_a_minute_and_no_further(failures: int, wait_s: int) -> None:
    assert delay_s(failures, free=10) == wait_s


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.org"])
def test_a_guesser_waits_after_ten_whether_or_not_there_is_such_an_account(
    database: Database, cast: Cast, email: str
) -> None:
    for _ in range(ACCOUNT_FREE + 1):
        assert guess(database, ATTACKER, NOW, email).reason is LoginRefusal.wrong
    assert guess(database, ATTACKER, NOW, email) == LoginOutcome(reason=LoginRefusal.wait, wait_s=2)
    assert guess(database, ATTACKER, NOW + 2 * SECOND - SECOND, email).wait_s == 1
    assert guess(database, ATTACKER, NOW + 2 * SECOND, email).reason is LoginRefusal.wrong
    assert guess(database, ATTACKER, NOW + 2 * SECOND, email).wait_s == 4


def test_many_addresses_are_no_way_around_the_limit_of_an_account(database: Database) -> None:
    for number in range(ACCOUNT_FREE + 1):
        assert fail(database, 1, EMAIL, f"198.51.100.{number}") == 0
    assert fail(database, 1, EMAIL, "198.51.100.200") > 0


def test_many_accounts_are_no_way_around_the_limit_of_an_address(database: Database) -> None:
    for number in range(ADDRESS_FREE + 1):
        assert fail(database, 1, f"person{number}@example.org", ATTACKER) == 0
    assert fail(database, 1, "another@example.org", ATTACKER) > 0
    assert fail(database, 1, "another@example.org", HOME) == 0


def test_a_network_of_ipv6_is_one_address() -> None:
    assert address_hash("2001:db8::1") == address_hash("2001:db8::ffff:1")
    assert address_hash("2001:db8::1") != address_hash("2001:db8:0:1::1")
    assert address_hash("192.0.2.1") != address_hash("192.0.2.2")
    assert address_hash("") == address_hash("")


def test_while_waiting_even_the_right_password_is_not_looked_at(
    database: Database, cast: Cast
) -> None:
    fail(database, ACCOUNT_FREE + 1, EMAIL, ATTACKER)
    assert right(database, ATTACKER, NOW).reason is LoginRefusal.wait
    assert right(database, ATTACKER, NOW + 2 * SECOND).person is not None


def test_a_guesser_cannot_lock_people_out_of_the_places_where_they_work(
    database: Database, cast: Cast
) -> None:
    assert right(database, CAMPUS, NOW).person is not None
    fail(database, 10 * ACCOUNT_FREE, EMAIL, ATTACKER)
    assert right(database, CAMPUS, NOW).person is not None
    fail(database, 2 * ADDRESS_FREE, "somebody@example.org", CAMPUS)
    assert right(database, CAMPUS, NOW).person is not None


def test_nobody_waits_longer_than_a_minute_wherever_they_are(
    database: Database, cast: Cast
) -> None:
    now = NOW
    for _ in range(30):
        now += timedelta(seconds=LONGEST_WAIT_S)
        fail(database, 1, EMAIL, ATTACKER, now)
    assert 0 < right(database, HOME, now).wait_s <= LONGEST_WAIT_S
    assert right(database, HOME, now + timedelta(seconds=LONGEST_WAIT_S)).person is not None


def test_a_known_place_has_a_limit_of_its_own(database: Database, cast: Cast) -> None:
    assert right(database, HOME, NOW).person is not None
    for _ in range(ACCOUNT_FREE + 1):
        assert guess(database, HOME, NOW).reason is LoginRefusal.wrong
    assert guess(database, HOME, NOW).reason is LoginRefusal.wait


def test_a_right_password_forgets_the_slips_before_it(database: Database, cast: Cast) -> None:
    assert right(database, HOME, NOW).person is not None
    for _ in range(2):
        for _ in range(ACCOUNT_FREE - 1):
            assert guess(database, HOME, NOW).reason is LoginRefusal.wrong
        assert right(database, HOME, NOW).person is not None


def test_a_right_password_does_not_forget_an_address_s_guesses_at_other_accounts(
    database: Database, cast: Cast
) -> None:
    for number in range(ADDRESS_FREE):
        fail(database, 1, f"person{number}@example.org", ATTACKER)
    assert right(database, ATTACKER, NOW).person is not None
    assert fail(database, 1, "one@example.org", ATTACKER) == 0
    assert fail(database, 1, "two@example.org", ATTACKER) > 0


@pytest.mark.parametrize(("after", "is_free"), [(-SECOND, False), (SECOND, True)])
def test_a_quarter_of_an_hour_forgets(database: Database, after: timedelta, is_free: bool) -> None:
    fail(database, ACCOUNT_FREE + 1, EMAIL, ATTACKER)
    later = NOW + FORGOTTEN_AFTER + after
    fail(database, 1, EMAIL, ATTACKER, later)
    assert (fail(database, 1, EMAIL, ATTACKER, later) == 0) == is_free


def test_old_counters_are_removed(database: Database) -> None:
    for number in range(20):
        fail(database, 1, f"person{number}@example.org", ATTACKER)
    fail(database, 1, EMAIL, HOME, NOW + timedelta(days=1))
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(LoginFailure)) == 2


def test_guesses_at_once_are_all_counted(database: Database, cast: Cast) -> None:
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda _: guess(database, ATTACKER, NOW), range(24)))
    looked_at = [outcome for outcome in outcomes if outcome.reason is LoginRefusal.wrong]
    assert len(looked_at) == ACCOUNT_FREE + 1
