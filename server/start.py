"""`python -m server.start`: bring the database up to date, then become gunicorn.

One process migrates before there are others; gunicorn takes this process over, so that it is the
one which a container's engine sends SIGTERM to.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy.exc import ArgumentError, OperationalError, ProgrammingError

from server.config import Config, ConfigError
from server.db import Database, DatabaseUrlError, migrate
from server.grading import regrade_held
from server.secret_key import with_secret_key

# What the settings or the machine are to blame for; PostgreSQL calls a missing table a
# programming error where SQLite calls it an operational one.
FAULTS_OF_THE_SETTINGS = (
    ConfigError,
    DatabaseUrlError,
    ArgumentError,
    OperationalError,
    ProgrammingError,
    OSError,
)


def in_one_line(fault: Exception) -> str:
    """Words for the person who starts the service, for one of FAULTS_OF_THE_SETTINGS."""
    if isinstance(fault, ArgumentError):  # not shown: what cannot be parsed may hold a password
        return "BACKMARK_DATABASE_URL: sqlite:////a/file or postgresql://... is accepted"
    if isinstance(fault, OperationalError | ProgrammingError):
        return f"the database cannot be used: {str(fault.orig).splitlines()[0]}"
    if isinstance(fault, OSError):
        return f"{fault.filename}: {fault.strerror}; the data folder must be writable"
    return str(fault)


def prepare(environ: Mapping[str, str]) -> dict[str, str]:
    """Migrate, mark what waits, and give the environment that the service is to run in.

    What a killed process left unmarked, or an older version held, is marked before anybody can
    ask for it. Raises one of FAULTS_OF_THE_SETTINGS.
    """
    complete = with_secret_key(environ)
    url = Config.from_environment(complete).database_url
    migrate(url)
    database = Database(url)
    regrade_held(database, datetime.now(UTC))
    database.dispose()
    return complete


def main(arguments: Sequence[str]) -> None:
    """Arguments are gunicorn's own, and come after our settings."""
    os.umask(0o077)  # the database holds names, answers and marks
    try:
        environ = prepare(os.environ)
    except FAULTS_OF_THE_SETTINGS as fault:
        sys.exit(f"backmark: {in_one_line(fault)}")
    command = [sys.executable, "-m", "gunicorn", "-c", "python:server.gunicorn_conf", *arguments]
    os.execve(sys.executable, command, environ)


if __name__ == "__main__":
    main(sys.argv[1:])
