"""The files of an assignment, from a folder or from a zip, within bounds and without surprises.

A zip is hostile until proven otherwise: nothing is ever unpacked to disk, every bound holds for
what is really read and not for what the archive claims, and a name that could mean another place
on some system is refused.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from grader.faults import AssignmentError, AssignmentFault, value_text

MANIFEST = "assignment.toml"
MOST_FILES = 200
MOST_BYTES = 20 * 2**20
MOST_RATIO = 200
LONGEST_NAME = 200

Files = Mapping[str, bytes]

# What operating systems and editors leave behind; part of no assignment.
_LITTER = ("__MACOSX", "__pycache__", "Thumbs.db", "desktop.ini")
_CENTRAL_SIGNATURE = b"PK\x01\x02"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_RATIO_MATTERS_FROM = 2**20
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    LookupError,
)


def digest_of(files: Files) -> str:
    """SHA-256 over every name and content, each preceded by its length so that none can shift."""
    digest = hashlib.sha256()
    for name in sorted(files):
        for part in (name.encode(), files[name]):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def files_in_folder(folder: Path) -> Files:
    """Every file of the folder by its path within it; raises AssignmentError."""
    if not folder.is_dir():
        raise refusal(str(folder), f"there is no such folder; expected one with {MANIFEST} in it")
    if not (folder / MANIFEST).is_file():
        raise refusal(str(folder), f"the folder holds no {MANIFEST}")
    files: dict[str, bytes] = {}
    left = MOST_BYTES
    for path in _walk(folder):
        name = path.relative_to(folder).as_posix()
        _check_regular(path, name)
        with path.open("rb") as file:
            content = file.read(left + 1)
        left -= len(content)
        if left < 0 or len(files) == MOST_FILES:
            raise too_much(str(folder))
        files[name] = content
    return files


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_litter(name))
        linked = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in sorted([*names, *linked]):
            if not _is_litter(name):
                yield Path(place) / name


def _is_litter(name: str) -> bool:
    return any(part in _LITTER or part.startswith(".") for part in name.split("/"))


def _check_regular(path: Path, name: str) -> None:
    if not stat.S_ISREG(path.lstat().st_mode):
        raise refusal(name, "a link or a special file; only plain files are accepted")
    if fault := _name_fault(name):
        raise refusal(value_text(name), fault)


def files_in_zip(data: bytes) -> Files:
    """Every file of the zip by its path beside assignment.toml; raises AssignmentError."""
    if len(data) > MOST_BYTES:
        raise too_much("zip")
    # Counted in the raw bytes, so that a directory of a million entries is never parsed.
    if data.count(_CENTRAL_SIGNATURE) > 2 * MOST_FILES:
        raise too_much("zip")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_entries(archive.infolist())
            files = _read_all(archive)
    except BROKEN_ZIP as problem:
        raise refusal("zip", f"not a readable zip file ({value_text(str(problem))})") from None
    return _from_one_folder(files)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise too_much("zip")
    faults = [
        AssignmentFault(value_text(entry.orig_filename), "", "", reason)
        for entry in entries
        if (reason := _entry_fault(entry))
    ]
    seen: set[str] = set()
    for entry in entries:
        # Two names that differ in case only are one file on macOS and Windows.
        name = entry.filename.rstrip("/").casefold()
        if name in seen:
            reason = "the name stands in the zip twice; each may stand once, whatever its case"
            faults.append(AssignmentFault(value_text(entry.filename), "", "", reason))
        seen.add(name)
    if faults:
        raise AssignmentError(faults)


def _entry_fault(entry: zipfile.ZipInfo) -> str:
    mode = entry.external_attr >> 16
    if entry.flag_bits & 0x1:
        return "encrypted; make the zip without a password"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "a link or a special file; only plain files and folders are accepted"
    if entry.compress_type not in _METHODS:
        return "an unusual compression; only stored and deflated are accepted"
    large = entry.file_size > _RATIO_MATTERS_FROM
    if large and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        return f"expands more than {MOST_RATIO} times; no real file does"
    name = entry.orig_filename
    return _name_fault(name[:-1] if entry.is_dir() else name)


def _name_fault(name: str) -> str:
    if not name or len(name) > LONGEST_NAME:
        return f"a file name has 1 to {LONGEST_NAME} characters"
    if not name.isprintable() or "\ufffd" in name:
        return "a file name holds printable characters only"
    if "\\" in name or ":" in name:
        return "a file name holds no backslash and no colon; folders are separated by /"
    if any(part in ("", ".", "..") for part in name.split("/")):
        return "leads out of the assignment's folder or is not in its shortest form"
    return ""


def _read_all(archive: zipfile.ZipFile) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    left = MOST_BYTES
    for entry in archive.infolist():
        if entry.is_dir() or _is_litter(entry.filename):
            continue
        with archive.open(entry) as file:
            content = file.read(left + 1)
        left -= len(content)
        if left < 0:
            raise too_much("zip")
        files[entry.filename] = content
    return files


def _from_one_folder(files: Files) -> Files:
    if MANIFEST in files:
        return files
    tops = {name.partition("/")[0] for name in files}
    inside = {name.partition("/")[2]: content for name, content in files.items()}
    if len(tops) != 1 or MANIFEST not in inside:
        raise refusal("zip", f"expected {MANIFEST} at the top, or in the only folder at the top")
    return inside


def refusal(file: str, reason: str) -> AssignmentError:
    return AssignmentError([AssignmentFault(file, "", "", reason)])


def too_much(file: str) -> AssignmentError:
    size = f"{MOST_BYTES // 2**20} MiB"
    return refusal(file, f"too large; at most {MOST_FILES} files and {size} in all are accepted")
