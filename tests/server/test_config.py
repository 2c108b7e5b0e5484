"""Settings: all faults at once, secrets from files, and nothing secret in a log line."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.config import Config, ConfigError

KEY = "k" * 32


def config(**settings: str) -> Config:
    return Config.from_environment({f"BACKMARK_{name}": text for name, text in settings.items()})


def test_a_secret_key_is_all_that_is_needed() -> None:
    defaults = config(SECRET_KEY=KEY)
    assert defaults.database_url == f"sqlite:///{Path('var').absolute()}/backmark.sqlite3"
    assert defaults.secure_cookies
    assert defaults.trusted_proxies == 0


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(ConfigError) as error:
        config(SECRET_KEY="short", SECURE_COOKIES="perhaps", TRUSTED_PROXIES="-1")
    message = str(error.value)
    assert "BACKMARK_SECRET_KEY is 5 bytes long: at least 32" in message
    assert "BACKMARK_SECURE_COOKIES=perhaps: yes or no" in message
    assert "BACKMARK_TRUSTED_PROXIES=-1: 0 to 5" in message


@pytest.mark.parametrize(("length", "is_enough"), [(31, False), (32, True)])
def test_a_secret_key_has_at_least_32_bytes(length: int, is_enough: bool) -> None:
    if is_enough:
        assert config(SECRET_KEY="k" * length).secret_key == "k" * length
    else:
        with pytest.raises(ConfigError):
            config(SECRET_KEY="k" * length)


def test_secrets_come_from_files_too(tmp_path: Path) -> None:
    key, url = tmp_path / "key", tmp_path / "url"
    key.write_text(KEY + "\n")
    url.write_text("postgres://someone:secret@host/name\n")
    settings = config(SECRET_KEY_FILE=str(key), DATABASE_URL_FILE=str(url))
    assert settings.secret_key == KEY
    assert settings.database_url == "postgresql://someone:secret@host/name"


def test_a_secret_in_two_places_or_in_no_readable_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(KEY)
    with pytest.raises(ConfigError, match="both set"):
        config(SECRET_KEY=KEY, SECRET_KEY_FILE=str(tmp_path / "key"))
    with pytest.raises(ConfigError, match="cannot be read"):
        config(SECRET_KEY_FILE=str(tmp_path / "nothing"))


@pytest.mark.parametrize(
    ("text", "count"),
    [("0", 0), ("5", 5), ("6", None), ("٣", None), ("1e3", None), ("9" * 99, None)],
)
def test_the_number_of_proxies_is_a_small_number(text: str, count: int | None) -> None:
    if count is None:
        with pytest.raises(ConfigError, match="TRUSTED_PROXIES"):
            config(SECRET_KEY=KEY, TRUSTED_PROXIES=text)
    else:
        assert config(SECRET_KEY=KEY, TRUSTED_PROXIES=text).trusted_proxies == count


def test_neither_keys_nor_the_database_s_password_show_in_the_repr() -> None:
    settings = config(
        SECRET_KEY=KEY, DATABASE_URL="postgresql://me:hush@h/d", OLD_SECRET_KEYS="old"
    )
    assert KEY not in repr(settings)
    assert "hush" not in repr(settings)
    assert "old" not in repr(settings)


def test_the_seed_key_is_not_the_secret_key_and_changes_with_it() -> None:
    first, second = config(SECRET_KEY=KEY), config(SECRET_KEY="j" * 32)
    assert first.seed_key != second.seed_key
    assert first.seed_key == config(SECRET_KEY=KEY).seed_key
    assert KEY.encode() not in first.seed_key
