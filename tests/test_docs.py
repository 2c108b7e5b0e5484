"""The documentation against what it talks about: commands, options, links, settings."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import pytest

import dev
import grader.cli
import server.admin
from tests.sources import ROOT, files

PAGES = tuple(
    path for path in files(".md") if path.parent == ROOT or path.is_relative_to(ROOT / "docs")
)
GROUPS: Mapping[str, click.Command] = {
    "backmark": grader.cli.main,
    "backmark-admin": server.admin.main,
}
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)|\bsrc=\"([^\"]+)\"")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def commands(group: click.Command) -> Mapping[str, click.Command]:
    return group.commands if isinstance(group, click.Group) else {}


def shell_lines() -> Iterator[tuple[str, list[str]]]:
    """Every command in a shell block of every page: its page and its words."""
    for page in PAGES:
        for language, block in _FENCE.findall(text_of(page)):
            if language not in {"sh", "shell", "bash", "console"}:
                continue
            for line in block.replace("\\\n", " ").splitlines():
                words = shlex.split(line.removeprefix("$ "), comments=True)
                if words:
                    yield name_of(page), words


def calls_of(program: str) -> Iterator[tuple[str, list[str]]]:
    """The words after `program`, wherever it stands: behind docker compose exec, in .venv/bin."""
    for page, words in shell_lines():
        for position, word in enumerate(words):
            if word == program or word.endswith(f"bin/{program}"):
                yield page, words[position + 1 :]
                break


def unknown_in(program: str, words: list[str]) -> Iterator[str]:
    """What of a call is neither a command of the program nor an option of that command."""
    if not words or words[0].startswith("-"):
        return
    command = commands(GROUPS[program]).get(words[0])
    if command is None:
        yield f"{program} {words[0]}"
        return
    known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    for word in words[1:]:
        if word in {"|", ">", "<", "&&", ";"}:
            return
        if word.startswith("--") and word.partition("=")[0] not in known:
            yield f"{program} {words[0]} {word}"


@pytest.mark.parametrize("program", GROUPS)
def test_a_command_that_a_page_shows_exists_with_its_options(program: str) -> None:
    unknown = [
        f"{page}: {what}"
        for page, words in calls_of(program)
        for what in unknown_in(program, words)
    ]
    assert unknown == []


@pytest.mark.parametrize(
    ("program", "page"), [("backmark", "docs/cli.md"), ("backmark-admin", "docs/deploy.md")]
)
def test_every_command_is_documented(program: str, page: str) -> None:
    text = text_of(ROOT / page)
    missing = [
        name
        for name in commands(GROUPS[program])
        if f"{program} {name}" not in text and f"`{name}" not in text
    ]
    assert missing == []


def test_every_option_of_backmark_is_documented() -> None:
    text = text_of(ROOT / "docs" / "cli.md")
    missing = [
        f"{name} {option}"
        for name, command in commands(grader.cli.main).items()
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--") and option not in text
    ]
    assert missing == []


def test_the_commands_of_dev_py_that_a_page_shows_exist() -> None:
    choices = next(
        action.choices
        for action in dev.parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    shown = {words[0] for _, words in calls_of("dev.py") if words}
    assert shown - set(choices) == set()


def test_the_readme_shows_the_two_commands() -> None:
    shown = {words[0] for page, words in calls_of("dev.py") if page == "README.md" and words}
    assert {"demo", "test"} <= shown


def test_the_make_targets_that_a_page_shows_exist() -> None:
    targets = set(re.findall(r"^(\w+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    shown = {words[1] for _, words in shell_lines() if words[0] == "make" and len(words) > 1}
    assert shown - targets == set()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    found = ["".join(groups) for groups in _LINK.findall(text_of(page))]
    inner = [link for link in found if "://" not in link and not link.startswith("mailto:")]
    assert [link for link in inner if not leads_somewhere(page, link)] == []


def leads_somewhere(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    if not target.exists():
        return False
    return not anchor or anchor in anchors(target)


def anchors(page: Path) -> set[str]:
    """The anchors that headings get: lower case, no punctuation, dashes for spaces."""
    headings = re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings
    }


def test_every_page_of_docs_is_in_the_index() -> None:
    index = text_of(ROOT / "docs" / "index.md")
    pages = [page.name for page in PAGES if page.parent.name == "docs" and page.name != "index.md"]
    assert [name for name in pages if f"]({name})" not in index] == []


def test_every_setting_of_the_container_is_documented() -> None:
    named = set()
    for name in ("compose.yaml", "Dockerfile", "server/gunicorn_conf.py", "dev.py"):
        named |= set(re.findall(r"BACKMARK_[A-Z_]+[A-Z]", text_of(ROOT / name)))
    documented = text_of(ROOT / "docs" / "deploy.md")
    # A setting that may be a file is one row: "with _FILE at its end".
    assert [each for each in named if each.removesuffix("_FILE") not in documented] == []
