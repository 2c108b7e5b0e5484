"""Sessions and migrations, on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import orjson
from alembic import command
from alembic.config import Config as AlembicConfig
from sqlalchemy import Connection, Engine, create_engine, event, select
from sqlalchemy import Table as SqlTable
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

from server.models import Public, Table

# Beside server/ in a checkout and in an installed wheel alike.
MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
BUSY_TIMEOUT_S = 20
_WRITES = "backmark_writes"

PublicRow = TypeVar("PublicRow", bound=Public)


class DatabaseUrlError(ValueError):
    """The database URL names something Backmark does not run on."""


class Database:
    """The engine, and the only two ways to a session. Threads may share it; processes may not."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        options: dict[str, Any] = {_WRITES: True}
        writer = self.engine.execution_options(**options)
        reader = self.engine.execution_options(**_reading(self.engine))
        self._write_session = sessionmaker(writer, expire_on_commit=False)
        self._read_session = sessionmaker(reader, expire_on_commit=False, autoflush=False)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one state of the database and cannot write."""
        with self._read_session() as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that commits at the end, or rolls back if an exception passes.

        On SQLite there is one writer at a time: do slow work before or after.
        """
        with self._write_session.begin() as session:
            yield session

    def dispose(self) -> None:
        self.engine.dispose()


def _reading(engine: Engine) -> dict[str, Any]:
    """SQLite shows a reader one state anyway; PostgreSQL must be asked to."""
    if engine.dialect.name != "postgresql":
        return {}
    return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def make_engine(url: str, *, foreign_keys: bool = True) -> Engine:
    """An engine with our settings. Raises DatabaseUrlError."""
    parsed = make_url(url)
    backend = parsed.get_backend_name()
    if backend == "postgresql":
        return create_engine(parsed, pool_pre_ping=True, json_serializer=as_json)
    if backend != "sqlite" or parsed.database in (None, "", ":memory:"):
        raise DatabaseUrlError(
            f"database URL {parsed.render_as_string()}:"
            " sqlite:///a/file or postgresql://... is accepted"
        )
    engine = create_engine(
        parsed, connect_args={"timeout": BUSY_TIMEOUT_S}, json_serializer=as_json
    )
    _prepare_sqlite(engine, foreign_keys=foreign_keys)
    _follow_file(engine, parsed.database)
    return engine


def as_json(value: object) -> str:
    """JSON as the standard has it: infinity and NaN, which PostgreSQL refuses, become null."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:  # half a surrogate pair, which somebody may well have typed
        return json.dumps(value, allow_nan=False)


def _prepare_sqlite(engine: Engine, *, foreign_keys: bool) -> None:
    # pysqlite's own transaction handling runs SELECTs outside the transaction, which loses
    # updates without a word, so it is switched off and we say BEGIN ourselves.
    @event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A deferred transaction that starts by reading cannot be upgraded once another has
        # written ("database is locked" at once, whatever the timeout): writers lock first.
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _follow_file(engine: Engine, path: str) -> None:
    """Leave a file that was deleted or replaced.

    SQLite goes on in it as if nothing had happened, and whatever it takes there is lost.
    """

    @event.listens_for(engine, "connect")
    def note(_: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
        record.info["file"] = _identity(path)

    @event.listens_for(engine, "checkout")
    def compare(_: sqlite3.Connection, record: ConnectionPoolEntry, __: object) -> None:
        if record.info["file"] != _identity(path):
            raise DisconnectionError(f"{path} is another file than before")


def _identity(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def insert_once(session: Session, table: type[Table], row: Mapping[str, Any]) -> int | None:
    """Insert `row` unless a unique constraint already holds one like it; its id, or None.

    A parallel transaction that is inserting the same row is waited for.
    """
    # The table and not the mapped class: a row in passing needs nothing of the session.
    rows = Table.metadata.tables[table.__tablename__]
    statement = _insert(session, rows).on_conflict_do_nothing().returning(rows.c.id)
    new_id: int | None = session.connection().scalar(statement, dict(row))
    return new_id


def insert_many_once(
    session: Session, table: type[Table], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Insert those of the rows that no unique constraint already holds."""
    if rows:
        statement = _insert(session, Table.metadata.tables[table.__tablename__])
        session.connection().execute(statement.on_conflict_do_nothing(), [dict(r) for r in rows])


def _insert(session: Session, table: SqlTable) -> postgresql.Insert | sqlite.Insert:
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(table) if is_postgresql else sqlite.insert(table)


def find(session: Session, table: type[PublicRow], public_id: str) -> PublicRow | None:
    """The row with this public id; any text from a URL may be asked for."""
    if not is_public_id(public_id):
        return None
    return session.scalar(select(table).where(table.public_id == public_id))


def is_public_id(text: str) -> bool:
    """Whether the text could be one: PostgreSQL answers a NUL byte with an error, not no row."""
    return text.isascii() and text.isprintable() and len(text) <= 32


def migrate(url: str) -> None:
    """Bring the database to the newest schema, creating it if need be.

    Several processes may call this at once; one does the work.
    """
    file = make_url(url).database if make_url(url).get_backend_name() == "sqlite" else None
    if file:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    command.upgrade(alembic_config(url), "head")


def alembic_config(url: str) -> AlembicConfig:
    """Alembic's settings for this database, from wherever the migrations are installed."""
    config = AlembicConfig(str(MIGRATIONS / "alembic.ini"))
    config.attributes["url"] = url
    return config
