"""What is uploaded: every odd zip refused with its reason, and every bound at both sides."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from grader.code.handin import LONGEST_NAME, MOST_ENTRIES, UploadError, check_files, read_upload
from grader.code.problem import CodeProblem
from grader.code.program_files import MOST_BYTES, read_plain, read_programs
from grader.sandbox.job import Limits
from tests.grader.code.small import SOLUTION, problem_in

BODY = SOLUTION.encode()
KIB = 1024


@pytest.fixture(scope="module")
def problem(tmp_path_factory: pytest.TempPathFactory) -> CodeProblem:
    return problem_in(tmp_path_factory.mktemp("small"), limits=Limits(source_kib=4))


@pytest.fixture(scope="module")
def several(problem: CodeProblem) -> CodeProblem:
    return replace(problem, files=("small.py", "layers.py"))


def zipped(
    *entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_STORED
) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return buffer.getvalue()


def entry(name: str, mode: int = 0, system: int = 3) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.create_system, made.external_attr = system, mode << 16
    return made


def refused(name: str, data: bytes, problem: CodeProblem) -> str:
    with pytest.raises(UploadError) as caught:
        read_upload(name, data, problem)
    said = str(caught.value)
    assert "\n" not in said
    assert said.isprintable()
    return said


# ---- one file ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["small.py", "small (1).py", "small-2.py", "small_3.PY", "homework.py", "a/b/small.py",
     "C:\\Users\\x\\small.py", "SMALL.py", "ä.py"],
)  # fmt: skip
def test_a_single_program_may_be_called_anything(problem: CodeProblem, name: str) -> None:
    assert read_upload(name, BODY, problem) == {"small.py": BODY}


@pytest.mark.parametrize("name", ["small.ipynb", "Untitled.ipynb", "small (2).ipynb"])
def test_a_notebook_stands_in_for_the_program(problem: CodeProblem, name: str) -> None:
    assert read_upload(name, b"{}", problem) == {"small.ipynb": b"{}"}


@pytest.mark.parametrize(
    "name", ["small.txt", "small", "", ".py.exe", "small.py.pdf", "small.pyc", "x\u202epy.exe"]
)
def test_other_kinds_of_files_are_refused(problem: CodeProblem, name: str) -> None:
    assert refused(name, BODY, problem).endswith("a .py, .ipynb or .zip is accepted")


def test_with_several_files_a_name_must_be_one_of_them(several: CodeProblem) -> None:
    assert read_upload("layers (1).py", BODY, several) == {"layers.py": BODY}
    said = refused("other.py", BODY, several)
    assert said == '"other.py": expected small.py or layers.py'


def test_with_several_files_none_comes_as_a_notebook(several: CodeProblem) -> None:
    assert "expected small.py or layers.py" in refused("small.ipynb", b"{}", several)


def test_a_program_is_taken_at_the_bound_of_its_size_and_refused_beyond(
    problem: CodeProblem,
) -> None:
    assert read_upload("small.py", b"#" * 4 * KIB, problem)
    said = refused("small.py", b"#" * (4 * KIB + 1), problem)
    assert said == '"small.py" has 5 KiB; at most 4 KiB are accepted'


def test_files_together_have_the_same_bound(several: CodeProblem) -> None:
    half = b"#" * 2 * KIB
    assert check_files({"small.py": half, "layers.py": half}, several)
    with pytest.raises(UploadError, match=r"the program has .* at most 4 KiB are accepted"):
        check_files({"small.py": half, "layers.py": half + b"#"}, several)


# ---- a zip ---------------------------------------------------------------------------------------


def test_a_zip_gives_the_files_that_are_asked_for_and_no_others(several: CodeProblem) -> None:
    data = zipped(
        ("hw/", b""), ("hw/small.py", BODY), ("hw/layers.py", b"x = 1\n"), ("hw/notes.txt", b"n"),
        ("__MACOSX/._small.py", b"litter"), (".git/small.py", b"litter"),
        method=zipfile.ZIP_DEFLATED,
    )  # fmt: skip
    assert read_upload("hw.zip", data, several) == {"small.py": BODY, "layers.py": b"x = 1\n"}


@pytest.mark.parametrize("letters", ["hw.ZIP", "hw.Zip"])
def test_a_zip_is_known_in_any_letters(problem: CodeProblem, letters: str) -> None:
    assert read_upload(letters, zipped(("small.py", BODY)), problem) == {"small.py": BODY}


def test_a_zip_without_what_is_asked_for_says_what_it_holds(problem: CodeProblem) -> None:
    names = [f"f{i}.py" for i in range(7)]
    said = refused("a.zip", zipped(*((name, b"") for name in names)), problem)
    assert '"f0.py", "f1.py"' in said
    assert said.endswith("and 2 more; expected small.py or small.ipynb")
    assert refused("a.zip", zipped(), problem).startswith("the zip holds nothing")


@pytest.mark.parametrize(
    "name",
    ["../small.py", "a/../small.py", "/small.py", "/etc/small.py", "a//small.py", "./small.py",
     "..\\small.py", "C:/small.py", "C:small.py", "a/./small.py", ".."],
)  # fmt: skip
def test_an_absolute_or_climbing_path_is_refused(problem: CodeProblem, name: str) -> None:
    data = zipped((entry("small.py"), BODY), (entry(name), BODY))
    assert "an absolute or climbing path" in refused("a.zip", data, problem)


@pytest.mark.parametrize(
    "mode", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFSOCK]
)
def test_links_and_special_files_are_refused(problem: CodeProblem, mode: int) -> None:
    data = zipped((entry("small.py", mode | 0o777), b"/etc/passwd"))
    assert "a link or a special file" in refused("a.zip", data, problem)


@pytest.mark.parametrize("mode", [0, stat.S_IFREG | 0o644, 0o755, stat.S_IFREG | 0o4777])
def test_plain_files_of_any_mode_are_accepted(problem: CodeProblem, mode: int) -> None:
    assert read_upload("a.zip", zipped((entry("small.py", mode), BODY)), problem)


@pytest.mark.parametrize(
    "name", ["a\nb.py", "a\x1b[31m.py", "x\u202e.py", "\x7f.py", "n" * (LONGEST_NAME + 1)]
)
def test_an_odd_name_is_refused(problem: CodeProblem, name: str) -> None:
    data = zipped(("small.py", BODY), (entry(name), b""))
    assert f"a name of 1 to {LONGEST_NAME} printable characters" in refused("a.zip", data, problem)


@pytest.mark.parametrize("name", ["n" * LONGEST_NAME, "Lösung ü.txt", "a b.txt", "small.py.bak"])
def test_an_ordinary_name_is_passed_over(problem: CodeProblem, name: str) -> None:
    data = zipped(("small.py", BODY), (name, b""))
    assert read_upload("a.zip", data, problem) == {"small.py": BODY}


def test_a_name_with_a_zero_byte_is_refused(problem: CodeProblem) -> None:
    data = zipped(("small.pyX.txt", BODY)).replace(b"small.pyX.txt", b"small.py\0.txt")
    assert "printable characters is accepted" in refused("a.zip", data, problem)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("other", ["small.py", "again/small.py"])
def test_a_file_that_stands_twice_in_the_zip_is_refused(problem: CodeProblem, other: str) -> None:
    data = zipped(("small.py", BODY), (other, b"other"))
    assert refused("a.zip", data, problem) == "small.py stands in the zip twice; once is accepted"


def test_a_program_and_a_notebook_of_it_are_one_too_many(problem: CodeProblem) -> None:
    data = zipped(("small.py", BODY), ("small.ipynb", b"{}"))
    with pytest.raises(UploadError, match=r"small\.py and small\.ipynb are both there"):
        check_files(read_upload("a.zip", data, problem), problem)


def test_an_encrypted_zip_is_refused(problem: CodeProblem) -> None:
    data = bytearray(zipped(("small.py", BODY)))
    data[6] |= 1  # the flag in the file's own head, and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "encrypted; make the zip without a password" in refused("a.zip", bytes(data), problem)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_unusual_compression_is_refused(problem: CodeProblem, method: int) -> None:
    data = zipped(("small.py", BODY), method=method)
    assert "only stored and deflated are accepted" in refused("a.zip", data, problem)


@pytest.mark.parametrize(("others", "fits"), [(MOST_ENTRIES - 1, True), (MOST_ENTRIES, False)])
def test_exactly_enough_entries_are_taken_and_one_more_is_not(
    problem: CodeProblem, others: int, fits: bool
) -> None:
    data = zipped(("small.py", BODY), *((f"{i}.txt", b"") for i in range(others)))
    if fits:
        assert read_upload("a.zip", data, problem) == {"small.py": BODY}
    else:
        assert "at most 100 are accepted" in refused("a.zip", data, problem)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_s_files_have_the_bound_of_a_program(problem: CodeProblem, method: int) -> None:
    full = b"#" * 4 * KIB
    assert read_upload("a.zip", zipped(("small.py", full), method=method), problem)
    data = zipped(("small.py", full + b"#"), method=method)
    assert "too large; at most 4 KiB are accepted" in refused("a.zip", data, problem)


def test_a_bomb_is_refused_by_what_it_claims(problem: CodeProblem) -> None:
    data = zipped(("small.py", bytes(8 * 2**20)), method=zipfile.ZIP_DEFLATED)
    assert "expands more than 200 times" in refused("a.zip", data, problem)


def test_a_bomb_that_claims_to_be_small_is_read_no_further_than_it_says(
    problem: CodeProblem,
) -> None:
    data = zipped(("small.py", bytes(2**20)), method=zipfile.ZIP_DEFLATED)
    for lie in (10, 4 * KIB):
        forged = data.replace(struct.pack("<I", 2**20), struct.pack("<I", lie))
        assert refused("a.zip", forged, problem)


def test_a_bomb_that_is_not_asked_for_is_never_expanded(problem: CodeProblem) -> None:
    data = zipped(("small.py", BODY), ("zeros.txt", bytes(2**20)), method=zipfile.ZIP_DEFLATED)
    assert read_upload("a.zip", data, problem) == {"small.py": BODY}


def test_a_zip_itself_has_a_bound(problem: CodeProblem) -> None:
    most = 2 * 4 * KIB + 2**16
    data = zipped(("small.py", BODY))
    assert read_upload("a.zip", bytes(most - len(data)) + data, problem)
    said = refused("a.zip", bytes(most + 1 - len(data)) + data, problem)
    assert said == "the zip has 73 KiB; at most 4 KiB are accepted"


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all", zipped(("small.py", BODY))[:-30]])
def test_what_is_no_zip_is_refused(problem: CodeProblem, data: bytes) -> None:
    assert refused("a.zip", data, problem).startswith("the zip cannot be read")


def test_every_torn_zip_is_refused_or_read_and_nothing_else(problem: CodeProblem) -> None:
    whole = zipped(("small.py", BODY), ("b/notes.txt", b"n" * 50), method=zipfile.ZIP_DEFLATED)
    for place in range(0, len(whole), 3):
        torn = bytearray(whole)
        torn[place] ^= 0xFF
        try:
            found = read_upload("a.zip", bytes(torn), problem)
        except UploadError:
            continue
        assert set(found) == {"small.py"}


# ---- from disk -----------------------------------------------------------------------------------


def test_a_link_on_disk_is_never_followed(tmp_path: Path, problem: CodeProblem) -> None:
    (tmp_path / "secret.py").write_bytes(BODY)
    (tmp_path / "small.py").symlink_to(tmp_path / "secret.py")
    with pytest.raises(UploadError, match=r"small\.py"):
        read_plain(tmp_path / "small.py")


def test_a_pipe_on_disk_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "small.py")
    with pytest.raises(UploadError, match="a link or a special file"):
        read_plain(tmp_path / "small.py")


@pytest.mark.parametrize(("size", "fits"), [(MOST_BYTES, True), (MOST_BYTES + 1, False)])
def test_a_file_on_disk_is_read_up_to_its_bound(tmp_path: Path, size: int, fits: bool) -> None:
    with (tmp_path / "a.zip").open("wb") as file:
        file.truncate(size)
    if fits:
        assert len(read_plain(tmp_path / "a.zip")) == size
    else:
        with pytest.raises(UploadError, match="larger than 4 MiB"):
            read_plain(tmp_path / "a.zip")


def test_a_folder_is_a_program_of_the_files_that_are_asked_for(
    tmp_path: Path, several: CodeProblem
) -> None:
    for name, data in {"small.py": BODY, "layers.py": b"", "b.py": b"", "x.txt": b""}.items():
        (tmp_path / name).write_bytes(data)
    found = read_programs(tmp_path, [several])
    assert found == {"small": {"small.py": BODY, "layers.py": b""}}


def test_an_empty_folder_is_refused_with_what_is_expected(
    tmp_path: Path, problem: CodeProblem
) -> None:
    with pytest.raises(UploadError, match=r"found nothing; expected small\.py or small\.ipynb"):
        read_programs(tmp_path, [problem])
