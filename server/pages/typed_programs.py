"""Programs on the attempt page: from a posted form to files, and from files to what is shown.

Text is stored and shown, never parsed. An upload takes the place of what stands in the editor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from werkzeug.datastructures import FileStorage, MultiDict

from grader.code.handin import UploadError, check_files, names_of, read_upload
from grader.code.problem import CodeProblem
from server.programs import Programs

EDITABLE_BYTES = 256 * 1024


@dataclass(frozen=True)
class FileView:
    """A file that is asked for: what there is of it, and its text where that can be edited."""

    name: str
    size_bytes: int | None  # None where nothing has been handed over yet
    text: str | None
    field: str

    @property
    def size_words(self) -> str:
        if self.size_bytes is None:
            return ""
        small = self.size_bytes < 1024
        return f"{self.size_bytes} bytes" if small else f"{self.size_bytes / 1024:.1f} KiB"


@dataclass(frozen=True)
class TypedPrograms:
    """The files of every code problem after a form was posted, and what of it was refused."""

    files: Programs
    faults: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)  # by field; of faulty problems only


def text_field(position: int, number: int) -> str:
    return f"t.{position}.{number}"


def upload_field(position: int) -> str:
    return f"f.{position}"


def removal(position: int, name: str) -> str:
    """The value of the button that takes a file away."""
    return f"{position}/{name}"


def read_programs(
    problems: Sequence[CodeProblem],
    stored: Programs,
    form: Mapping[str, str],
    uploads: MultiDict[str, FileStorage] | None = None,
) -> TypedPrograms:
    """All files as they are to be from now on; a fault leaves those of its problem as they were."""
    files: dict[str, Mapping[str, bytes]] = {}
    faults: dict[str, str] = {}
    texts: dict[str, str] = {}
    for position, problem in enumerate(problems):
        old = stored.get(problem.id, {})
        sent = uploads.getlist(upload_field(position)) if uploads else []
        try:
            new = _edited((position, problem), old, form)
            new = check_files(_with_uploads(new, sent, problem), problem)
        except UploadError as fault:
            faults[problem.id] = str(fault)
            new = dict(old)
            texts.update(_typed(position, form))
        if new:
            files[problem.id] = new
    return TypedPrograms(files, faults, texts)


def _typed(position: int, form: Mapping[str, str]) -> dict[str, str]:
    """What stands in a problem's editors, to be shown again where none of it was taken."""
    prefix = text_field(position, 0)[:-1]
    return {name: _unix(text) for name, text in form.items() if name.startswith(prefix)}


def _edited(
    place: tuple[int, CodeProblem], old: Mapping[str, bytes], form: Mapping[str, str]
) -> dict[str, bytes]:
    position, problem = place
    new = dict(old)
    for number, name in enumerate(names_of(problem)):
        text = form.get(text_field(position, number))
        if form.get("remove") == removal(position, name):
            new.pop(name, None)
        elif text is not None and not _is_as_before(_unix(text), name, problem, old):
            if text.strip():
                new[name] = _unix(text).encode("utf-8", "replace")
            else:
                new.pop(name, None)
    return new


def _is_as_before(text: str, name: str, problem: CodeProblem, old: Mapping[str, bytes]) -> bool:
    """Nothing was typed: the stored bytes stay, whatever ends their lines."""
    before = old.get(name)
    if before is None:
        return not text.strip() or text == editable(problem.starter.get(name, b""))
    return text == editable(before)


def _with_uploads(
    files: dict[str, bytes], sent: Iterable[FileStorage], problem: CodeProblem
) -> dict[str, bytes]:
    for one in sent:
        if not one.filename:
            continue
        found = read_upload(one.filename, one.read(), problem)
        # Of a file and a notebook in its place there is only one.
        files = found if len(problem.files) == 1 else {**files, **found}
    return files


def file_views(
    problem: CodeProblem, position: int, files: Mapping[str, bytes], texts: Mapping[str, str]
) -> tuple[FileView, ...]:
    """The files that are asked for; `texts` are what was typed and could not be taken."""
    names = names_of(problem)
    if len(problem.files) == 1:  # one of the two, whichever is there
        names = tuple(name for name in names if name in files) or (problem.main,)
    views = []
    for name in names:
        place = text_field(position, names_of(problem).index(name))
        body = files.get(name)
        shown = editable(problem.starter.get(name, b"") if body is None else body)
        text = texts.get(place, shown) if name.endswith(".py") and shown is not None else None
        views.append(FileView(name, None if body is None else len(body), text, place))
    return tuple(views)


def missing(problem: CodeProblem, files: Mapping[str, bytes]) -> list[str]:
    """The names of which nothing is there."""
    if len(problem.files) == 1:
        return [] if files else [problem.main]
    return [name for name in problem.files if name not in files]


def editable(body: bytes) -> str | None:
    """The text of a file for the editor; None where a browser would not give it back as it is."""
    if len(body) > EDITABLE_BYTES:
        return None
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else _unix(text)


def _unix(text: str) -> str:
    """A form's text has its lines ended as on the web."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
