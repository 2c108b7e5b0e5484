"""What was uploaded -> the files of a program, or why not. Nothing is parsed and nothing unpacked.

A .py or .ipynb is one file; a .zip may hold several. Names are labels: only those that the problem
asks for are kept, every bound holds for what is really read, and whatever else is odd is refused
with its reason.
"""

from __future__ import annotations

import io
import math
import re
import stat
import zipfile
from collections.abc import Iterable, Mapping

from grader.assignment_source import BROKEN_ZIP
from grader.code.problem import CodeProblem
from grader.faults import value_text

MOST_ENTRIES = 100
MOST_RATIO = 200
LONGEST_NAME = 200
_SIGNATURE = b"PK\x01\x02"
_LITTER = re.compile(r"(^|/)(__MACOSX|__pycache__|\.[^./][^/]*|Thumbs\.db|desktop\.ini)(/|$)")
# What browsers and course systems put around a name: `layers (1).py`, `layers-2.py`.
_COPY = re.compile(r"[ _-]?\(?\d{1,3}\)?$")


class UploadError(ValueError):
    """The upload cannot be taken; the message says why and what is accepted. It costs nothing."""


def read_upload(name: str, data: bytes, problem: CodeProblem) -> dict[str, bytes]:
    """The program's files in an upload called `name`; raises UploadError."""
    most = problem.limits.source_kib * 1024
    name = name.replace("\\", "/").rpartition("/")[2]
    if name.lower().endswith(".zip"):
        return _from_zip(data, problem)
    if len(data) > most:
        raise _too_large(name, len(data), problem)
    if not name.lower().endswith((".py", ".ipynb")):
        raise UploadError(f"{value_text(name)}: a .py, .ipynb or .zip is accepted")
    return {_own_name(name, problem, is_only=len(problem.files) == 1): data}


def check_files(files: Mapping[str, bytes], problem: CodeProblem) -> dict[str, bytes]:
    """Files by the problem's own names within its bounds; raises UploadError."""
    size = sum(map(len, files.values()))
    if size > problem.limits.source_kib * 1024:
        raise _too_large("the program", size, problem)
    own = {_own_name(name, problem, is_only=False): data for name, data in files.items()}
    if len(problem.files) == 1 and len(own) > 1:
        raise UploadError(f"{' and '.join(own)} are both there; one of them is accepted")
    return own


def names_of(problem: CodeProblem) -> tuple[str, ...]:
    """The names that are taken: those asked for, and a notebook in place of a single one."""
    if len(problem.files) == 1 and problem.main.endswith(".py"):
        return (problem.main, f"{problem.main[:-3]}.ipynb")
    return problem.files


def known_name(name: str, problem: CodeProblem) -> str:
    """The problem's name for a file of this name or a copy of it, or ""."""
    known = names_of(problem)
    stem, _, suffix = name.rpartition(".")
    plain = f"{_COPY.sub('', stem)}.{suffix.lower()}"
    return next((one for one in (name, plain) if one in known), "")


def _own_name(name: str, problem: CodeProblem, *, is_only: bool) -> str:
    """The problem's name for this file; a single file may be called anything."""
    if own := known_name(name, problem):
        return own
    known = names_of(problem)
    if is_only:
        suffix = f".{name.rpartition('.')[2].lower()}"
        return next((one for one in known if one.endswith(suffix)), problem.main)
    raise UploadError(f"{value_text(name)}: expected {' or '.join(known)}")


def _from_zip(data: bytes, problem: CodeProblem) -> dict[str, bytes]:
    most = problem.limits.source_kib * 1024
    if len(data) > 2 * most + 2**16:
        raise _too_large("the zip", len(data), problem)
    # Counted in the raw bytes, so that a directory of a million entries is never parsed.
    if data.count(_SIGNATURE) > MOST_ENTRIES:
        raise UploadError(f"the zip has too many entries; at most {MOST_ENTRIES} are accepted")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read_all(archive, problem, most)
    except BROKEN_ZIP as fault:
        if isinstance(fault, UploadError):
            raise
        raise UploadError("the zip cannot be read; make it anew without a password") from None


def _read_all(archive: zipfile.ZipFile, problem: CodeProblem, most: int) -> dict[str, bytes]:
    entries = [entry for entry in archive.infolist() if not _is_litter(entry)]
    for entry in entries:
        if fault := _entry_fault(entry):
            raise UploadError(f"{value_text(entry.orig_filename)}: {fault}")
    wanted = set(names_of(problem))
    found: dict[str, bytes] = {}
    for entry in entries:
        name = entry.filename.rpartition("/")[2]
        if entry.is_dir() or name not in wanted:
            continue
        if name in found:
            raise UploadError(f"{name} stands in the zip twice; once is accepted")
        with archive.open(entry) as file:
            found[name] = file.read(most + 1)
        most -= len(found[name])
        if most < 0:
            raise _too_large("the zip's files", 0, problem)
    if not found:
        there = _some(entry.filename for entry in entries)
        raise UploadError(f"the zip holds {there}; expected {' or '.join(names_of(problem))}")
    return found


def _is_litter(entry: zipfile.ZipInfo) -> bool:
    return bool(_LITTER.search(entry.filename))


def _entry_fault(entry: zipfile.ZipInfo) -> str:
    name, mode = entry.orig_filename, entry.external_attr >> 16
    if entry.flag_bits & 0x1:
        return "encrypted; make the zip without a password"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "a link or a special file; only plain files are accepted"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "an unusual compression; only stored and deflated are accepted"
    if entry.file_size > 2**20 and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        return f"expands more than {MOST_RATIO} times; no real file does"
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or "\ufffd" in name:
        return f"a name of 1 to {LONGEST_NAME} printable characters is accepted"
    parts = name.rstrip("/").split("/")
    if "\\" in name or ":" in name or any(part in ("", ".", "..") for part in parts):
        return "an absolute or climbing path; plain names are accepted"
    return ""


def _some(names: Iterable[str]) -> str:
    listed = sorted(name for name in names if not name.endswith("/"))
    more = f" and {len(listed) - 5} more" if len(listed) > 5 else ""
    return f"{', '.join(value_text(name) for name in listed[:5]) or 'nothing'}{more}"


def _too_large(what: str, size: int, problem: CodeProblem) -> UploadError:
    most = f"at most {problem.limits.source_kib} KiB are accepted"
    had = f" has {math.ceil(size / 1024):,} KiB" if size else " is too large"
    return UploadError(f"{value_text(what) if '.' in what else what}{had}; {most}")
