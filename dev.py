#!/usr/bin/env python3
"""Backmark's two commands, and the ones that continuous integration adds.

    python3 dev.py demo [--port 8000]    a sample course in a running service
    python3 dev.py test [pytest args]    every test but the slow ones, which are: test -m slow

Needs Python 3.11 and nothing else: it makes its own environment in .venv, from the locked and
hashed requirements, with uv where there is one and with venv and pip where there is none.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent
OLDEST_PYTHON = (3, 11)
RUNTIME_LOCK = "requirements.lock"
DEV_LOCK = "requirements-dev.lock"
LOCK_EXPORTS: Mapping[str, tuple[str, ...]] = {
    RUNTIME_LOCK: ("--no-default-groups", "--group", "build", "--extra", "postgres"),
    DEV_LOCK: ("--extra", "postgres"),
}
START_TIMEOUT_S = 60.0
STOP_TIMEOUT_S = 15.0


class DevError(Exception):
    """What keeps a command from going on, in the one line that a person reads."""


# -- the environment ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Environment:
    """A virtual environment with the locked requirements of the project in `root`."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def stamp(self) -> Path:
        return self.folder / "backmark-stamp.json"

    def fingerprint(self, lock: str) -> str:
        """Changes with everything that an installation depends on."""
        return fingerprint_of([self.root / lock, self.root / "pyproject.toml"])

    def stamped(self) -> dict[str, str]:
        """What was installed here: lock -> fingerprint; empty if the folder was moved since."""
        try:
            stamp = json.loads(self.stamp.read_text())
        except (OSError, ValueError):
            return {}
        # The scripts of an environment hold its path: one that was moved or copied is no use.
        return stamp["installed"] if stamp.get("folder") == str(self.folder) else {}

    def is_current(self, lock: str) -> bool:
        if not self.python.exists():
            return False
        # The requirements for development contain those of the service.
        return any(self.stamped().get(name) == self.fingerprint(name) for name in (lock, DEV_LOCK))

    def was_moved(self) -> bool:
        return self.stamp.exists() and not self.stamped()

    def write_stamp(self, lock: str) -> None:
        installed = {**self.stamped(), lock: self.fingerprint(lock)}
        self.stamp.write_text(json.dumps({"folder": str(self.folder), "installed": installed}))


def make_environment(lock: str) -> Environment:
    """Install the requirements of `lock` and the project itself, unless that was done before."""
    environment = Environment(ROOT)
    if environment.is_current(lock):
        return environment
    with one_at_a_time(ROOT / "var" / "environment.lock"):
        if not environment.is_current(lock):
            say("Making the environment in .venv; the first time takes up to a minute or two ...")
            install(environment, lock)
            environment.write_stamp(lock)
    return environment


def install(environment: Environment, lock: str) -> None:
    """With uv, or, where it is missing or fails, with what Python brings."""
    uv = working_uv()
    if uv is not None:
        try:
            install_with_uv(uv, environment, lock)
        except DevError as problem:
            say(f"uv: {problem}; going on with pip.")
        else:
            return
    install_with_pip(environment, lock)


def install_with_uv(uv: str, environment: Environment, lock: str) -> None:
    if environment.was_moved() or not environment.python.exists():
        # --seed: pip is there whichever way the environment was made.
        run(uv, "venv", "-q", "--clear", "--seed", "--python", sys.executable, environment.folder)
    # Compiled now, or every process compiles where PYTHONDONTWRITEBYTECODE is set.
    pip = (uv, "pip", "install", "-q", "--compile-bytecode", "--python", environment.python)
    run(*pip, "--require-hashes", "-r", environment.root / lock)
    run(*pip, "--no-deps", "--no-build-isolation", "-e", environment.root)


def install_with_pip(environment: Environment, lock: str) -> None:
    if environment.was_moved() or not environment.python.exists():
        refuse_python_without_venv()
        run(sys.executable, "-m", "venv", "--clear", environment.folder)
    pip = (environment.python, "-m", "pip", "install", "-q", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "-r", environment.root / lock)
    run(*pip, "--no-deps", "--no-build-isolation", "-e", environment.root)


def refuse_python_without_venv() -> None:
    """Debian's python3 comes without the two modules that make an environment."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        raise DevError(
            "this python3 cannot make environments: "
            "apt-get install python3-venv (Debian, Ubuntu), then run this again"
        ) from None


def working_uv() -> str | None:
    """uv's path if it runs: a version manager's shim may be on PATH with nothing behind it."""
    uv = shutil.which("uv")
    if uv is None:
        return None
    tried = subprocess.run([uv, "--version"], capture_output=True, check=False)
    return uv if tried.returncode == 0 else None


# -- demo --------------------------------------------------------------------------------------


def demo(port: int, folder: Path) -> int:
    """Run the service on a sample course until Ctrl-C; everything it keeps is in `folder`."""
    refuse_taken_port(port)
    python = make_environment(RUNTIME_LOCK).python
    settings = demo_settings(folder)
    logins = load_demo(python, settings, folder)
    with interrupts_as_stop(), open(folder / "server.log", "wb") as log:
        server = start_server(python, port, settings, log.fileno())
        try:
            wait_until_healthy(server, port, folder / "server.log")
            say(f"\nBackmark is on http://127.0.0.1:{port}/ - log in as\n\n{logins.rstrip()}\n")
            say(f"Ctrl-C stops it. Everything is kept in {folder}; delete that to start afresh.")
            return server_ended(server, folder / "server.log")
        except KeyboardInterrupt:
            return 0
        finally:
            stop_server(server)


def load_demo(python: Path, settings: dict[str, str], folder: Path) -> str:
    """How to log in; loaded again only if what it is made of changed: vetting takes seconds."""
    note = folder / "loaded.json"
    loaders = [ROOT / "server" / "demo.py", ROOT / "server" / "admin.py"]
    shipped = [path for path in sorted((ROOT / "assignments").rglob("*")) if path.is_file()]
    made_of = fingerprint_of([*loaders, *shipped])
    if note.exists() and (folder / "backmark.sqlite3").exists():
        noted = json.loads(note.read_text())
        if noted["made_of"] == made_of:
            return str(noted["logins"])
    logins = output_of(python, "-m", "server.admin", "load-demo", env=settings)
    note.write_text(json.dumps({"made_of": made_of, "logins": logins}))
    return logins


def demo_settings(folder: Path) -> dict[str, str]:
    """The process environment of the demo, with none of the settings of another installation.

    The service makes its secret key there, once, and its database.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    own = {name: value for name, value in os.environ.items() if not name.startswith("BACKMARK_")}
    return own | {
        "BACKMARK_DATA_DIR": str(folder),
        "BACKMARK_SECURE_COOKIES": "no",  # plain HTTP on loopback
        "PYTHONUNBUFFERED": "1",
    }


def refuse_taken_port(port: int) -> None:
    """Found out before anything is made, and told in one line."""
    if not 1 <= port <= 65535:
        raise DevError(f"--port {port}: a port is a number from 1 to 65535")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as problem:
            raise DevError(
                f"port {port} cannot be used ({(problem.strerror or 'refused').lower()}): "
                f"choose another with --port, such as --port {port % 65535 + 1}"
            ) from None


def start_server(
    python: Path, port: int, settings: dict[str, str], log: int
) -> subprocess.Popen[bytes]:
    address = ("--bind", f"127.0.0.1:{port}")
    return subprocess.Popen(
        [python, "-m", "server.start", *address],
        cwd=ROOT,
        env=settings,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        preexec_fn=stop_with_parent,
    )


def stop_with_parent() -> None:
    """Linux: the service gets SIGTERM should this process be killed without a chance to stop it."""
    with contextlib.suppress(OSError, AttributeError):
        set_parent_death_signal = 1  # PR_SET_PDEATHSIG
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


def wait_until_healthy(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    # No proxy: a proxy's environment variables are not meant for loopback.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with opener.open(f"http://127.0.0.1:{port}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.05)
    raise DevError(f"the service did not start: see {log}, which ends:\n{end_of(log)}")


def server_ended(server: subprocess.Popen[bytes], log: Path) -> int:
    """Wait for the service; only a signal to it, or a fault, ends it while we wait."""
    if server.wait() != 0:
        raise DevError(f"the service ended with {server.returncode}: see {log}")
    return 0


def stop_server(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is not None:
        return
    server.terminate()
    try:
        server.wait(STOP_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


# -- test and the checks -----------------------------------------------------------------------


def test(arguments: Sequence[str]) -> int:
    """Run pytest, on all cores if every test is asked for."""
    python = make_environment(DEV_LOCK).python
    return code_of(python, "-m", "pytest", *parallel(arguments), *arguments)


def parallel(arguments: Sequence[str]) -> tuple[str, ...]:
    """The workers to add: none where something narrower than the whole suite is asked."""
    if any(not each.startswith("--junit") and each not in ("-m", "slow") for each in arguments):
        return ()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
    return ("-n", str(max(2, min(cores, 8))), "--dist", "worksteal")


def lint() -> int:
    python = make_environment(DEV_LOCK).python
    return code_of(python, "-m", "ruff", "check", ".") or code_of(
        python, "-m", "ruff", "format", "--check", "."
    )


def types() -> int:
    python = make_environment(DEV_LOCK).python
    return code_of(python, "-m", "mypy") or code_of(python, "-m", "mypy", "--strict", "dev.py")


def lock(*, check: bool) -> int:
    """Export uv.lock for pip; with `check`, say which exports are not what uv.lock says."""
    uv = working_uv() or str(make_environment(DEV_LOCK).folder / "bin" / "uv")
    if not Path(uv).exists():
        raise DevError("this needs uv: python3 -m pip install uv")
    run(uv, "lock", "-q", *(("--check",) if check else ()))
    stale = [name for name in LOCK_EXPORTS if exported(uv, name) != read_or_empty(ROOT / name)]
    if check and stale:
        raise DevError(f"{', '.join(stale)}: not what uv.lock says; run `make lock`")
    for name in stale:
        (ROOT / name).write_text(exported(uv, name))
    return 0


def exported(uv: str, name: str) -> str:
    plain = ("--frozen", "--no-header", "--no-annotate", "--no-emit-project")
    return output_of(uv, "export", "-q", *plain, *LOCK_EXPORTS[name])


# -- processes and words -----------------------------------------------------------------------


def code_of(*command: object) -> int:
    return subprocess.run([str(word) for word in command], cwd=ROOT, check=False).returncode


def run(*command: object, env: dict[str, str] | None = None) -> None:
    """Raises DevError if it fails; what it says goes to the terminal."""
    finish(command, env, None)


def output_of(*command: object, env: dict[str, str] | None = None) -> str:
    """What it prints. Raises DevError if it fails; its errors go to the terminal."""
    return finish(command, env, subprocess.PIPE).decode()


def finish(command: Sequence[object], env: dict[str, str] | None, stdout: int | None) -> bytes:
    words = [str(word) for word in command]
    ended = subprocess.run(
        words, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=stdout, check=False
    )
    if ended.returncode != 0:
        raise DevError(f"`{' '.join(words[:5])} ...` ended with {ended.returncode}, see above")
    return ended.stdout or b""


@contextlib.contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Two of us at once on a fresh machine: the second waits for the first."""
    import fcntl  # here, because Windows lacks it and is to get main()'s own words

    path.parent.mkdir(exist_ok=True)
    with open(path, "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def interrupts_as_stop() -> Iterator[None]:
    """SIGTERM and a closed terminal end the demo as Ctrl-C does, also if started in background."""

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def stop(number: int, frame: object) -> None:
        for each in numbers:  # stopping takes a moment and is not to be cut short
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def fingerprint_of(paths: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def read_or_empty(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def end_of(path: Path, lines: int = 12) -> str:
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])


def say(text: str) -> None:
    print(text, flush=True)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="dev.py", description="Backmark's commands.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    demo_parser = commands.add_parser("demo", help="run the service with a sample course")
    demo_parser.add_argument("--port", type=int, default=8000, help="default: %(default)s")
    commands.add_parser("test", help="run the tests; arguments go to pytest", add_help=False)
    commands.add_parser("setup", help="make the environment for development and no more")
    commands.add_parser("lint", help="ruff: rules and format")
    commands.add_parser("types", help="mypy --strict")
    lock_parser = commands.add_parser("lock", help="write the lock files (needs uv)")
    lock_parser.add_argument("--check", action="store_true", help="only say whether they are new")
    return top


def act(words: Sequence[str]) -> int:
    if words[:1] == ["test"]:  # pytest's own options, --help among them, are none of ours
        return test(words[1:])
    asked = parser().parse_args(words)
    if asked.command == "demo":
        return demo(asked.port, ROOT / "var" / "demo")
    if asked.command == "setup":
        return 0 if make_environment(DEV_LOCK) else 1
    if asked.command == "lock":
        return lock(check=asked.check)
    return lint() if asked.command == "lint" else types()


def main() -> int:
    if sys.version_info < OLDEST_PYTHON:
        raise DevError(f"Backmark needs Python 3.11 or newer; this is {sys.version.split()[0]}")
    if os.name != "posix":
        raise DevError(
            "Backmark runs on Linux and macOS; elsewhere use the container (docs/deploy.md)"
        )
    return act(sys.argv[1:])


if __name__ == "__main__":
    try:
        sys.exit(main())
    except DevError as problem:
        sys.exit(f"dev.py: {problem}")
    except KeyboardInterrupt:
        sys.exit(130)
