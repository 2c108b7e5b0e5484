"""Every setting of the service, read once from the environment into one frozen record."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

SECRET_BYTES_AT_LEAST = 32

_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"0", "false", "no", "off"})


class ConfigError(ValueError):
    """The environment cannot be used; every fault is named with what would be accepted."""


@dataclass(frozen=True)
class Config:
    """The settings of one deployment; `secret_key` and `database_url` never appear in its repr."""

    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    data_dir: Path = Path("var")
    secure_cookies: bool = True
    trusted_proxies: int = 0
    old_secret_keys: tuple[str, ...] = field(default=(), repr=False)

    @property
    def seed_key(self) -> bytes:
        """The key of variant seeds: its own, so that a cookie's signature says nothing of it."""
        return hmac.digest(self.secret_key.encode(), b"variant seeds", hashlib.sha256)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Config:
        """Read BACKMARK_*; a secret may be a file named by BACKMARK_..._FILE. Raises ConfigError.

        All faults are reported at once.
        """
        reader = _Reader(environ)
        data_dir = Path(reader.text("DATA_DIR", "var"))
        config = cls(
            database_url=database_url(
                reader.secret("DATABASE_URL") or f"sqlite:///{data_dir.absolute()}/backmark.sqlite3"
            ),
            secret_key=reader.secret_key(),
            data_dir=data_dir,
            secure_cookies=reader.switch("SECURE_COOKIES", default=True),
            trusted_proxies=reader.count("TRUSTED_PROXIES", at_most=5),
            old_secret_keys=tuple(reader.secret("OLD_SECRET_KEYS").split()),
        )
        if reader.faults:
            raise ConfigError("\n".join(reader.faults))
        return config


def database_url(url: str) -> str:
    """The same URL as SQLAlchemy wants it: hosting services still hand out postgres://."""
    scheme, separator, rest = url.partition("://")
    return f"postgresql://{rest}" if scheme == "postgres" else scheme + separator + rest


class _Reader:
    """Takes settings out of the environment and collects what is wrong with them."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.faults: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        return self._environ.get(f"BACKMARK_{name}", "").strip() or default

    def secret(self, name: str) -> str:
        file = self.text(f"{name}_FILE")
        if not file:
            return self.text(name)
        if self.text(name):
            self.faults.append(f"BACKMARK_{name} and BACKMARK_{name}_FILE are both set: keep one")
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            self.faults.append(f"BACKMARK_{name}_FILE={file}: cannot be read ({error})")
            return ""

    def secret_key(self) -> str:
        key = self.secret("SECRET_KEY")
        if len(key.encode()) < SECRET_BYTES_AT_LEAST:
            self.faults.append(
                f"BACKMARK_SECRET_KEY is {len(key.encode())} bytes long: at least"
                f" {SECRET_BYTES_AT_LEAST} random bytes are needed, for example from"
                " python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
            )
        return key

    def switch(self, name: str, *, default: bool) -> bool:
        text = self.text(name).lower()
        if text and text not in _YES | _NO:
            self.faults.append(f"BACKMARK_{name}={text}: yes or no is accepted")
        return text in _YES if text else default

    def count(self, name: str, *, at_most: int) -> int:
        text = self.text(name, "0")
        # isdecimal alone lets other scripts' digits through, which int() would take as well.
        if not (text.isascii() and text.isdecimal() and int(text[:9]) <= at_most):
            self.faults.append(f"BACKMARK_{name}={text}: 0 to {at_most} is accepted")
            return 0
        return int(text)
