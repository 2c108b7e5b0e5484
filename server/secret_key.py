"""The key that signs cookies and seeds variants: given from outside, or made once and kept."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path

FILE_NAME = "secret_key"


def with_secret_key(environ: Mapping[str, str]) -> dict[str, str]:
    """The same environment with a secret key in it: where none was set, the data folder's own.

    Every process of one data folder gets the same key, also if they start at once. Raises OSError
    if the folder cannot be written.
    """
    if environ.get("BACKMARK_SECRET_KEY") or environ.get("BACKMARK_SECRET_KEY_FILE"):
        return dict(environ)
    folder = Path(environ.get("BACKMARK_DATA_DIR") or "var")
    return {**environ, "BACKMARK_SECRET_KEY_FILE": str(kept_key(folder))}


def kept_key(folder: Path) -> Path:
    """The file with this folder's key, made if there is none, for its owner's eyes only."""
    path = folder / FILE_NAME
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    # mkstemp makes the file with mode 600. The link appears with its contents or not at all, and
    # fails where another process was quicker: its key is then everybody's.
    descriptor, draft = tempfile.mkstemp(dir=folder, prefix=FILE_NAME)
    try:
        with open(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)
    return path
