"""A program on disk -> its files, for the command line. What is no plain file is not opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from grader.code.folders import SUFFIXES
from grader.code.handin import UploadError, check_files, known_name, names_of, read_upload
from grader.code.problem import CodeProblem
from grader.faults import value_text
from grader.submissions import is_litter

MOST_BYTES = 4 * 2**20


def read_plain(path: Path) -> bytes:
    """The bytes of a plain file; raises UploadError for links, pipes and what is too large."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise UploadError(f"{value_text(path.name)}: {error.strerror or error}") from None
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise UploadError(f"{value_text(path.name)}: a link or a special file")
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UploadError(f"{value_text(path.name)}: larger than {MOST_BYTES // 2**20} MiB")
    return content


def program_of(named: Iterable[tuple[str, bytes]], problem: CodeProblem) -> Mapping[str, bytes]:
    """The problem's files among these uploads; raises UploadError.

    One file may be called anything; of several, those that the problem does not know are left, and
    a copy (`layers-1.py`) counts where there is no `layers.py`.
    """
    uploads = list(named)
    if len(uploads) == 1:
        return check_files(read_upload(*uploads[0], problem), problem)
    found: dict[str, bytes] = {}
    there = {name for name, _ in uploads}
    for name, data in uploads:
        own = known_name(name, problem)
        is_wanted = own == name or (own and own not in there) or name.lower().endswith(".zip")
        if not is_wanted:
            continue
        for own, content in read_upload(name, data, problem).items():
            if own in found:
                raise UploadError(f"{own} is there twice; once is accepted")
            found[own] = content
    if not found:
        listed = ", ".join(value_text(name) for name, _ in uploads[:5]) or "nothing"
        raise UploadError(f"found {listed}; expected {' or '.join(names_of(problem))}")
    return check_files(found, problem)


def programs_of(
    named: Iterable[tuple[str, bytes]], problems: Iterable[CodeProblem]
) -> dict[str, Mapping[str, bytes]]:
    """The program for each problem, by its id; raises UploadError where there is none at all.

    With several problems a file belongs to the one that asks for its name.
    """
    uploads, wanted = list(named), list(problems)
    if len(wanted) == 1:
        return {wanted[0].id: program_of(uploads, wanted[0])}
    found: dict[str, Mapping[str, bytes]] = {}
    for problem in wanted:
        own = [(n, data) for n, data in uploads if known_name(n, problem) or n.endswith(".zip")]
        found[problem.id] = program_of(own, problem) if own else {}
    if not any(found.values()):
        raise UploadError("none of the files is asked for by any problem")
    return found


def read_programs(path: Path, problems: Iterable[CodeProblem]) -> dict[str, Mapping[str, bytes]]:
    """The programs in a file or in a folder of files; raises UploadError."""
    if not path.is_dir():
        return programs_of([(path.name, read_plain(path))], problems)
    files = [
        entry
        for entry in sorted(path.iterdir())
        if entry.name.lower().endswith(SUFFIXES) and not is_litter(entry.name)
    ]
    return programs_of([(entry.name, read_plain(entry)) for entry in files], problems)
