"""The schema: made by migrations alone, the same as the models, up and down with data in it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from alembic import command
from sqlalchemy import Connection, Engine, inspect, select, text

from server.db import Database, alembic_config, make_engine, migrate
from server.models import Person, Table
from tests.cast import make_cast
from tests.server.conftest import NOW


@pytest.fixture
def engine(empty_url: str) -> Iterator[Engine]:
    engine = make_engine(empty_url).execution_options(backmark_writes=True)
    yield engine
    engine.dispose()


def names_of(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def test_migrating_an_empty_database_makes_every_table(empty_url: str, engine: Engine) -> None:
    migrate(empty_url)
    with engine.connect() as connection:
        assert names_of(connection) == {*Table.metadata.tables, "alembic_version"}


def test_migrating_again_changes_nothing(database_url: str) -> None:
    migrate(database_url)


def test_the_models_say_what_the_migrations_make(database_url: str) -> None:
    command.check(alembic_config(database_url))


def test_every_constraint_has_a_name(database: Database) -> None:
    schema = inspect(database.engine)
    for table in Table.metadata.tables:
        constraints = [
            *schema.get_unique_constraints(table),
            *schema.get_foreign_keys(table),
            *schema.get_check_constraints(table),
            schema.get_pk_constraint(table),
        ]
        assert all(constraint["name"] for constraint in constraints), table


def test_down_and_up_again_works_with_data_in_it(database_url: str) -> None:
    database = Database(database_url)
    make_cast(database, NOW)
    database.dispose()
    config = alembic_config(database_url)
    command.downgrade(config, "base")
    command.upgrade(config, "head")
    command.check(config)
    with database.read() as session:
        assert session.scalars(select(Person)).all() == []
    database.dispose()


def test_down_leaves_nothing_behind(empty_url: str, engine: Engine) -> None:
    migrate(empty_url)
    command.downgrade(alembic_config(empty_url), "base")
    with engine.connect() as connection:
        assert names_of(connection) == {"alembic_version"}


def test_a_migration_that_fails_leaves_nothing_half_done(empty_url: str, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE mark (id INTEGER)"))  # made last by the migration
    with pytest.raises(Exception, match="mark"):
        migrate(empty_url)
    with engine.connect() as connection:
        assert names_of(connection) == {"mark"}


def test_processes_that_migrate_at_once_do_not_get_in_each_other_s_way(empty_url: str) -> None:
    code = "import sys; from server.db import migrate; migrate(sys.argv[1])"
    processes = [subprocess.Popen([sys.executable, "-c", code, empty_url]) for _ in range(3)]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    command.check(alembic_config(empty_url))
