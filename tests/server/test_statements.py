"""Statements become HTML that can do nothing but be read."""

from __future__ import annotations

import re

import pytest

from server.statements import render_statement

ALLOWED_SCHEMES = re.compile(r'href="(https?|mailto):')


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "$\\text{<svg/onload=alert(1)>}$",
        "$\\text{<img src=x onerror=alert(1)>}$",
        "$$\\mathrm{</math><script>alert(1)</script>}$$",
        "$\\href{javascript:alert(1)}{x}$",
        '$\\href{"onclick="alert(1)}{x}$',
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "<javascript:alert(1)>",
        "![x](https://tracker.example/x.png)",
        "`<script>alert(1)</script>`",
        "$\\style{background:url(javascript:alert(1))}{x}$",
        "$\\class{verdict right}{x}$",
        "<style>*{display:none}</style>",
        "<math><maction actiontype='statusline#http://evil.example'>x</maction></math>",
    ],
)
def test_nothing_that_acts_comes_through(text: str) -> None:
    html = str(render_statement(text))
    tags = re.findall(r"<(/?[a-zA-Z]+)([^>]*)>", html)
    assert not {name.lower() for name, _ in tags} & {"script", "svg", "img", "style", "maction"}
    for _, attributes in tags:
        assert not re.search(r"\bon\w+\s*=", attributes)
        assert not re.search(r"\bstyle\s*=", attributes)
        assert "href" not in attributes or ALLOWED_SCHEMES.search(attributes)
    assert "verdict" not in html or 'class="verdict' not in html


def test_money_is_prose_and_formulas_are_mathml() -> None:
    assert "<math" not in render_statement("It costs $5 and $6.")
    html = render_statement(
        "The loss $L = -\\log p_y$ and\n\n$$\\frac{\\partial L}{\\partial W_2}$$"
    )
    assert html.count("<math") == 2
    assert 'display="block"' in html
    assert "<mfrac>" in html


@pytest.mark.parametrize(
    "latex", ["\\frac{1", "\\begin{x}", "\\left( x", "x__y", "{" * 3000, "\\frac", "&", "\\"]
)
def test_a_formula_that_cannot_be_read_is_shown_and_breaks_nothing(latex: str) -> None:
    assert "after" in render_statement(f"before ${latex}$ after")


def test_links_to_the_web_are_kept_and_tell_nobody_where_they_came_from() -> None:
    html = render_statement("[notes](https://example.org/notes)")
    assert 'href="https://example.org/notes"' in html
    assert "noopener noreferrer" in html
