"""Who may import whom: reference <- grader <- server, without a cycle anywhere."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from tests.sources import PACKAGES, ROOT, Module, modules

WEB = frozenset(
    {"alembic", "argon2", "flask", "flask_wtf", "gunicorn", "jinja2", "sqlalchemy", "werkzeug"}
)
TERMINAL = frozenset({"click", "rich"})


def top(name: str) -> str:
    return name.partition(".")[0]


def importers(names: Iterable[str], among: Iterable[Module]) -> set[str]:
    """The modules among these that import one of the names, or something inside it."""
    wanted = tuple(names)
    return {
        module.name
        for module in among
        for imported in module.imports()
        if any(imported == name or imported.startswith(f"{name}.") for name in wanted)
    }


def module_graph(package: str) -> Mapping[str, set[str]]:
    """Module -> the modules of the same package that it imports."""
    found = modules(package)
    names = {module.name for module in found}
    return {
        module.name: {
            target
            for imported in module.imports()
            if (target := imported if imported in names else imported.rpartition(".")[0]) in names
            and target != module.name
        }
        for module in found
    }


def test_the_three_packages_are_where_the_design_puts_them() -> None:
    assert all((ROOT / package / "__init__.py").exists() for package in PACKAGES)


def test_a_package_imports_only_itself_and_those_below_it() -> None:
    for rank, package in enumerate(PACKAGES):
        assert importers(PACKAGES[rank + 1 :], modules(package)) == set()


def test_nothing_in_the_packages_imports_tests_or_benchmarks_or_the_bootstrap() -> None:
    assert importers(("tests", "benchmarks", "dev"), modules(*PACKAGES)) == set()


def test_no_package_has_an_import_cycle() -> None:
    for package in PACKAGES:
        try:
            tuple(TopologicalSorter(module_graph(package)).static_order())
        except CycleError as cycle:
            raise AssertionError(f"{package}: {' <- '.join(cycle.args[1])}") from None


def test_the_mathematics_needs_only_numpy_and_the_standard_library() -> None:
    allowed = sys.stdlib_module_names | {"numpy", "reference"}
    outside = {top(name) for module in modules("reference") for name in module.imports()} - allowed
    assert outside == set()


def test_only_the_server_knows_the_web_and_the_database() -> None:
    assert importers(WEB, modules("reference", "grader")) == set()


def test_only_command_lines_know_the_terminal() -> None:
    knowing = importers(TERMINAL, modules(*PACKAGES))
    assert {
        name for name in knowing if not name.startswith(("grader.cli", "server.admin"))
    } == set()


def test_nothing_imports_the_command_lines() -> None:
    commands = ("grader.cli", "server.admin")
    others = [module for module in modules(*PACKAGES) if not module.name.startswith(commands)]
    assert importers(commands, others) == set()


def test_only_the_application_factory_imports_the_pages() -> None:
    outside = [
        module
        for module in modules(*PACKAGES)
        if not module.name.startswith("server.pages") and module.name != "server.app"
    ]
    assert importers(("server.pages",), outside) == set()


def test_the_closed_form_reaches_no_derivative_of_the_graphs() -> None:
    (mlp,) = (module for module in modules("reference") if module.name == "reference.mlp")
    assert reached_from("solve", mlp.tree) & names_of_the_engine(mlp) == set()


def test_the_graph_does_not_know_the_closed_form() -> None:
    engine = [module for module in modules("reference") if module.name in ENGINE]
    assert importers(("reference.mlp",), engine) == set()


ENGINE = frozenset({"reference.ops", "reference.graph", "reference.derivation"})


def names_of_the_engine(module: Module) -> set[str]:
    """What this module calls the things that it imports from the engine."""
    return {
        alias.asname or alias.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if node.module in ENGINE or f"{node.module}.{alias.name}" in ENGINE
    }


def reached_from(start: str, tree: ast.Module) -> set[str]:
    """Every name used by a module-level definition, and by those it uses, and so on."""
    uses = {
        name: {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
        for node in tree.body
        for name in defined_by(node)
    }
    assert start in uses, f"there is no {start} in this module"
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        new = uses.get(waiting.pop(), set()) - reached
        reached |= new
        waiting.extend(new)
    return reached


def defined_by(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    return []
