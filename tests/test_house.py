"""The rules of the house that a linter does not know."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

import pytest

from tests.sources import PACKAGES, ROOT, Module, files, modules

MOST_LINES_OF_A_FILE = 450
MOST_LINES_OF_A_FUNCTION = 60
MOST_POSITIONAL_PARAMETERS = 4
NAMES_THAT_SAY_NOTHING = frozenset(
    {"utils", "util", "helpers", "helper", "common", "manager", "base", "core", "service", "misc"}
)
# Written in pieces, so that this file does not break its own rule.
REGISTRIES = tuple(
    ".".join(pieces)
    for pieces in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb", "debian", "org"),
        ("registry-1", "docker", "io"),
        ("ghcr", "io"),
    )
)
CHANGING_METHODS = frozenset(
    {"add", "append", "clear", "discard", "extend", "insert", "pop", "popitem", "remove"}
    | {"setdefault", "sort", "update"}
)
# Not the migrations: a revision is history, as long as its tables are, and never edited.
EVERYWHERE = modules(*PACKAGES, "tests", "benchmarks", "dev.py")

type_of_function = ast.FunctionDef | ast.AsyncFunctionDef


def none_of(offences: Iterable[str]) -> None:
    """All of them at once, where pytest would shorten a set."""
    assert (found := sorted(offences)) == [], "\n".join(["found:", *found])


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    yield from (node for node in ast.walk(module.tree) if isinstance(node, type_of_function))


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def text_files() -> Iterator[tuple[str, str]]:
    for path in files():
        try:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # an image or a font


def test_no_file_is_longer_than_a_reader_bears() -> None:
    long = {module.name: module.text.count("\n") for module in EVERYWHERE}
    none_of(f"{name}: {n}" for name, n in long.items() if n > MOST_LINES_OF_A_FILE)


def test_no_function_is_longer_than_a_screen() -> None:
    none_of(
        f"{module.name}.{node.name}: {length(node)}"
        for module in EVERYWHERE
        for node in functions(module)
        if length(node) > MOST_LINES_OF_A_FUNCTION
    )


def test_no_function_takes_more_than_four_positional_parameters() -> None:
    none_of(
        f"{module.name}.{node.name}"
        for module in modules(*PACKAGES)
        for node in functions(module)
        if positional(node) > MOST_POSITIONAL_PARAMETERS and not is_command(node)
    )


def positional(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    parameters = [*node.args.posonlyargs, *node.args.args]
    return len([each for each in parameters if each.arg not in {"self", "cls"}])


def is_command(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """click passes a command's options by name."""
    return any("command" in ast.unparse(decorator) for decorator in node.decorator_list)


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {part for module in modules(*PACKAGES) for part in module.name.split(".")}
    none_of(names & NAMES_THAT_SAY_NOTHING)


def test_no_module_keeps_state_that_changes() -> None:
    none_of(
        f"{module.name}.{name}"
        for module in modules(*PACKAGES)
        for name in containers(module.tree)
        if name in changed_in(module.tree)
    )


def containers(tree: ast.Module) -> set[str]:
    """The module-level names that hold a list, a dict or a set."""
    assigned = [node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign)]
    return {
        ast.unparse(target)
        for node in assigned
        if node.value is not None and makes_container(node.value)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    }


def makes_container(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return ast.unparse(value.func) in {"list", "dict", "set", "defaultdict", "deque", "Counter"}
    literals = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
    return isinstance(value, literals)


def changed_in(tree: ast.Module) -> set[str]:
    """Names whose contents a function changes: `X[k] = v`, `X.append(v)`, `X |= y`."""
    parts = [
        part
        for node in ast.walk(tree)
        if isinstance(node, type_of_function)
        for part in ast.walk(node)
    ]
    return {ast.unparse(changed) for part in parts for changed in changed_by(part)}


def changed_by(part: ast.AST) -> list[ast.expr]:
    if isinstance(part, ast.Subscript) and not isinstance(part.ctx, ast.Load):
        return [part.value]
    if isinstance(part, ast.AugAssign):
        return [part.target]
    if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute):
        return [part.func.value] if part.func.attr in CHANGING_METHODS else []
    return []


def test_nothing_rebinds_a_module_s_names() -> None:
    none_of(
        f"{module.name}:{node.lineno}"
        for module in modules(*PACKAGES)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Global)
    )


@pytest.mark.parametrize("host", REGISTRIES)
def test_no_file_names_the_host_of_a_package_registry(host: str) -> None:
    none_of(name for name, text in text_files() if host in text)


def test_no_file_names_a_path_of_one_machine() -> None:
    folders = ("/" + "work/", "/" + "root/", "/" + "home/")
    none_of(name for name, text in text_files() if any(folder in text for folder in folders))


def test_every_text_file_ends_with_one_newline() -> None:
    texts = [(name, text) for name, text in text_files() if name.endswith((".py", ".md")) and text]
    none_of(name for name, text in texts if text[-1] != "\n" or text.endswith("\n\n"))
