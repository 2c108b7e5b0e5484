"""`python -m server.start`: bring the database up to date, then become gunicorn.

One process migrates before there are others; gunicorn takes this process over, so that it is the
one which a container's engine sends SIGTERM to.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from sqlalchemy.exc import OperationalError

from server.config import Config, ConfigError
from server.db import DatabaseUrlError, migrate
from server.secret_key import with_secret_key


def prepare(environ: Mapping[str, str]) -> dict[str, str]:
    """Migrate, and give the environment that the service is to run in.

    Raises what `main` tells in one line.
    """
    complete = with_secret_key(environ)
    migrate(Config.from_environment(complete).database_url)
    return complete


def main(arguments: Sequence[str]) -> None:
    """Arguments are gunicorn's own, and come after our settings."""
    try:
        environ = prepare(os.environ)
    except (ConfigError, DatabaseUrlError) as fault:
        sys.exit(f"backmark: {fault}")
    except OperationalError as fault:
        sys.exit(f"backmark: the database cannot be reached or used: {fault.orig}")
    except OSError as fault:
        sys.exit(f"backmark: {fault.filename}: {fault.strerror}; its folder must be writable")
    command = [sys.executable, "-m", "gunicorn", "-c", "python:server.gunicorn_conf", *arguments]
    os.execve(sys.executable, command, environ)


if __name__ == "__main__":
    main(sys.argv[1:])
