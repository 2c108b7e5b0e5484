"""The project's own source files, for the tests that read code instead of running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / "tests" / "golden" / "code"
PACKAGES = ("reference", "grader", "server")

_GENERATED = frozenset({"uv.lock", "requirements.lock", "requirements-dev.lock"})
_NOT_OURS = frozenset({"var", "dist", "vendor", "__pycache__", "node_modules"})

_HANDED_IN = ROOT / "tests" / "golden" / "code" / "right"  # in students' styles and encodings


@dataclass(frozen=True)
class Module:
    """One Python file: its dotted name, its path and its syntax tree."""

    path: Path

    @property
    def name(self) -> str:
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def package(self) -> str:
        """Where a relative import starts from."""
        return self.name if self.path.name == "__init__.py" else self.name.rpartition(".")[0]

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=str(self.path))

    def imports(self) -> Iterator[str]:
        """Every dotted name that is imported, in functions and for types alone too.

        `from a import b` gives `a.b`, whether b is a module or a thing in one.
        """
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                origin = self._origin(node)
                yield from (f"{origin}.{alias.name}" for alias in node.names)

    def _origin(self, node: ast.ImportFrom) -> str:
        if node.level == 0:
            return node.module or ""
        start = self.package.split(".")
        above = start[: len(start) - node.level + 1]
        return ".".join([*above, *([node.module] if node.module else [])])


def files(*suffixes: str) -> Iterator[Path]:
    """Our files whose names end so (all of them without suffixes), not what tools made."""
    yield from (path for path in sorted(_walk(ROOT)) if path.name.endswith(suffixes or ("",)))


def modules(*folders: str) -> list[Module]:
    """The Python files below these folders of the project, without the programs of students."""
    found = (path for path in files(".py") if PROGRAMS not in path.parents)
    return [Module(path) for path in found if path.relative_to(ROOT).parts[0] in folders]


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        # .ci is the one hidden folder that is ours; .venv and the tools' caches are not.
        hidden = path.name.startswith(".") and path.name != ".ci"
        if path == _HANDED_IN:
            continue
        if path.is_dir() and not hidden and path.name not in _NOT_OURS:
            yield from _walk(path)
        elif path.is_file() and path.name not in _GENERATED and path.suffix != ".pyc":
            yield path
