"""The files of an assignment from a folder or a zip: bounds, names, and nothing ever unpacked."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.assignment import AssignmentError, load_assignment, load_assignment_zip
from grader.assignment_source import digest_of, files_in_folder, files_in_zip

SHIPPED = Path(__file__).parents[2] / "assignments" / "backprop-by-hand"
SOUND = {path.name: path.read_bytes() for path in sorted(SHIPPED.iterdir())}
LINK = 0o120777 << 16


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def zipped_with(entry: zipfile.ZipInfo, content: bytes = b"x") -> bytes:
    data = io.BytesIO(zipped(SOUND))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr(entry, content)
    return data.getvalue()


def reason_of(data: bytes) -> str:
    with pytest.raises(AssignmentError) as caught:
        load_assignment_zip(data)
    return str(caught.value)


def test_a_folder_and_its_zip_are_the_same_assignment() -> None:
    from_folder = load_assignment(SHIPPED)
    assert load_assignment_zip(zipped(SOUND)) == from_folder
    inside = {f"backprop/{name}": content for name, content in SOUND.items()}
    assert load_assignment_zip(zipped(inside)) == from_folder
    assert load_assignment_zip(zipped(SOUND, zipfile.ZIP_STORED)) == from_folder


def test_what_systems_leave_behind_is_no_part_of_the_assignment() -> None:
    litter = {
        "__MACOSX/._assignment.toml": b"x",
        ".DS_Store": b"x",
        "Thumbs.db": b"x",
        ".git/config": b"x",
    }
    assert load_assignment_zip(zipped(SOUND | litter)) == load_assignment(SHIPPED)


def test_the_same_is_left_out_of_a_folder(tmp_path: Path) -> None:
    for name, content in SOUND.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("x")
    assert load_assignment(tmp_path).digest == load_assignment(SHIPPED).digest


def test_the_digest_changes_with_every_name_and_content() -> None:
    digests = {
        digest_of({"a": b"bc", "d": b""}),
        digest_of({"a": b"b", "d": b"c"}),
        digest_of({"ab": b"c", "d": b""}),
        digest_of({"a": b"bc"}),
    }
    assert len(digests) == 4
    assert digest_of({"a": b"1", "b": b"2"}) == digest_of({"b": b"2", "a": b"1"})


@pytest.mark.parametrize(
    "name",
    ["../x.md", "/etc/x.md", "a/../../x.md", "a//x.md", "./x.md", "C:/x.md", "a\\x.md"],
)
def test_a_name_that_could_lead_elsewhere_is_refused(name: str) -> None:
    assert reason_of(zipped(SOUND | {name: b"x"}))


def test_a_name_cut_off_by_a_null_character_is_refused() -> None:
    data = zipped(SOUND | {"aaaaXbbb.md": b"x"}).replace(b"aaaaXbbb.md", b"aaaa\0bbb.md")
    assert "printable" in reason_of(data)


@pytest.mark.parametrize("name", ["a\nb.md", "a\u202eb.md", "x" * 201])
def test_an_odd_name_is_refused(name: str) -> None:
    assert reason_of(zipped(SOUND | {name: b"x"}))


def test_a_link_is_refused() -> None:
    entry = zipfile.ZipInfo("link.md")
    entry.create_system, entry.external_attr = 3, LINK
    assert "link" in reason_of(zipped_with(entry, b"/etc/passwd"))


def test_an_encrypted_entry_is_refused() -> None:
    data = bytearray(zipped(SOUND))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "without a password" in reason_of(bytes(data))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_unusual_compression_is_refused(method: int) -> None:
    assert "only stored and deflated" in reason_of(zipped(SOUND, method))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused_whatever_the_case() -> None:
    assert "twice" in reason_of(zipped_with(zipfile.ZipInfo("two-layer.md")))
    assert "twice" in reason_of(zipped_with(zipfile.ZipInfo("Two-Layer.md")))


def test_two_hundred_files_are_read_and_one_more_is_not() -> None:
    spare = {f"{i}.md": b"x" for i in range(200 - len(SOUND))}
    assert load_assignment_zip(zipped(SOUND | spare))
    assert "at most 200 files" in reason_of(zipped(SOUND | spare | {"one-more.md": b"x"}))


def test_a_directory_of_many_entries_is_refused_unread() -> None:
    assert "at most 200 files" in reason_of(zipped({f"{i}.md": b"" for i in range(3000)}))


def test_twenty_mebibytes_are_read_and_one_byte_more_is_not() -> None:
    room = 20 * 2**20 - sum(map(len, SOUND.values()))
    halved = random.Random(1).randbytes(2**19).hex().encode()  # 1 MiB that deflates to half
    content = (halved * 20)[:room]
    assert files_in_zip(zipped(SOUND | {"data.bin": content}))
    assert "20 MiB" in reason_of(zipped(SOUND | {"data.bin": content + b"x"}))


def test_a_bomb_is_refused_by_its_ratio() -> None:
    assert "expands more than" in reason_of(zipped(SOUND | {"zeros.bin": bytes(10 * 2**20)}))


def test_a_bomb_that_lies_about_its_size_is_not_expanded() -> None:
    data = zipped({"assignment.toml": bytes(64 * 2**20)})
    real, claimed = struct.pack("<I", 64 * 2**20), struct.pack("<I", 100)
    assert reason_of(data.replace(real, claimed))


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"a/assignment.toml": b"", "b/x.md": b""},
        {"a/assignment.toml": b"", "x.md": b""},
        {"a/b/assignment.toml": b""},
        {"Assignment.toml": b""},
    ],
)
def test_the_manifest_must_be_where_it_is_looked_for(files: dict[str, bytes]) -> None:
    assert "expected assignment.toml at the top" in reason_of(zipped(files))


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip", zipped(SOUND)[:-30], bytes(1000)])
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    assert "not a readable zip" in reason_of(data)


def test_too_many_bytes_are_refused_before_they_are_looked_at() -> None:
    assert "20 MiB" in reason_of(b"PK\x03\x04" + bytes(20 * 2**20))


@settings(max_examples=300, deadline=None)
@given(changes=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=6))
def test_any_damage_to_a_zip_loads_or_is_refused_in_words(changes: list[tuple[int, int]]) -> None:
    data = bytearray(zipped(SOUND))
    for at, byte in changes:
        data[at % len(data)] = byte
    try:
        files_in_zip(bytes(data))
    except AssignmentError as error:
        assert error.faults  # noqa: PT017 - either outcome is right; a traceback is not


# ---- folders ------------------------------------------------------------------------------------


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(AssignmentError, match="no such folder"):
        load_assignment(tmp_path / "none")


def test_a_folder_without_a_manifest_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(AssignmentError, match=r"holds no assignment\.toml"):
        load_assignment(tmp_path)


@pytest.mark.parametrize("target", ["/etc/passwd", "/etc"])
def test_a_link_in_a_folder_is_refused(tmp_path: Path, target: str) -> None:
    (tmp_path / "assignment.toml").write_text("")
    (tmp_path / "two-layer.md").symlink_to(target)
    with pytest.raises(AssignmentError, match="a link"):
        files_in_folder(tmp_path)


def test_a_folder_of_too_many_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "assignment.toml").write_text("")
    for i in range(199):
        (tmp_path / f"{i}.md").write_text("")
    assert len(files_in_folder(tmp_path)) == 200
    (tmp_path / "one-more.md").write_text("")
    with pytest.raises(AssignmentError, match="at most 200 files"):
        files_in_folder(tmp_path)
