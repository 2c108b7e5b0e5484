"""A problem's statement: the Markdown file that the manifest names."""

from __future__ import annotations

from grader.assignment_source import Files
from grader.faults import AssignmentError, Faults
from grader.toml_file import read_text
from grader.toml_lines import Path

LARGEST_STATEMENT = 64 * 2**10


def read_statement(name: str, key: Path, files: Files, faults: Faults) -> str:
    """The text, or "" with a fault added."""
    if faults.at(key):
        return ""
    if not name.endswith(".md") or "\\" in name or {"", ".", ".."} & set(name.split("/")):
        faults.add(key, name, "expected the path of a .md file within the assignment's folder")
        return ""
    if name not in files:
        there = ", ".join(sorted(file for file in files if file.endswith(".md"))[:10])
        faults.add(key, name, f"there is no such file; the Markdown files are: {there or 'none'}")
        return ""
    try:
        text = read_text(name, files[name], LARGEST_STATEMENT)
    except AssignmentError as error:
        faults.found.extend(error.faults)
        return ""
    if not text.strip():
        faults.add(key, name, "the file is empty; expected the problem's statement")
    return text
