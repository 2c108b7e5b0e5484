"""How Alembic reaches the database: one transaction, one migrating process at a time."""

import os

from alembic import context
from sqlalchemy import Connection

from server.db import make_engine
from server.models import Table, UtcDateTime

# Any constant that no other program would lock on the same PostgreSQL database.
_MIGRATION_LOCK = 7_262_019_431


def _render(kind: str, item: object, autogen: object) -> str | bool:
    """Revisions stand alone: they must not change when our types do."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def _run(connection: Connection) -> None:
    is_sqlite = connection.dialect.name == "sqlite"
    if not is_sqlite:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")
    context.configure(
        connection=connection,
        target_metadata=Table.metadata,
        render_as_batch=True,  # SQLite can alter little: tables are rebuilt
        transactional_ddl=True,  # true of SQLite too, once BEGIN is said for it
        render_item=_render,
    )
    context.run_migrations()
    if is_sqlite:
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"the migration would leave {len(broken)} rows pointing to nothing")


def _migrate() -> None:
    url = context.config.attributes.get("url") or os.environ.get("BACKMARK_DATABASE_URL")
    if not url:
        raise SystemExit(
            "BACKMARK_DATABASE_URL is not set: for example sqlite:///var/backmark.sqlite3"
        )
    # With foreign keys on, rebuilding a table would delete the rows that refer to it.
    engine = make_engine(url, foreign_keys=False)
    try:
        with engine.execution_options(backmark_writes=True).begin() as connection:
            _run(connection)
    finally:
        engine.dispose()


_migrate()
