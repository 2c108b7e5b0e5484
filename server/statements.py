"""Statements: Markdown with mathematics to HTML that is safe to put into a page.

The order matters. latex2mathml passes markup through (`\\text{<svg/onload=...>}`, `\\href`), so
whatever it made is cleaned by an allow-list that comes last, and nothing is added after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import nh3
from latex2mathml import exceptions
from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from markupsafe import Markup, escape
from mdit_py_plugins.dollarmath import dollarmath_plugin

_UNREADABLE: tuple[type[Exception], ...] = (
    # The library's own have no base class in common but Exception.
    *(each for each in vars(exceptions).values() if isinstance(each, type)),
    LookupError,  # what it raises on some half-written commands
    ValueError,
    TypeError,
    AttributeError,
    RuntimeError,  # a generator that ran out, or too many braces
)


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PROSE = _names("p br hr h1 h2 h3 h4 h5 h6 ul ol li em strong code pre blockquote a span div")
_TABLES = _names("table thead tbody tr th td")
_MATHML = _names(
    "math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover"
    " munderover mmultiscripts mprescripts mtable mtr mtd mstyle mpadded mphantom menclose"
)
_MATHML_ATTRIBUTES = _names(
    "display displaystyle scriptlevel mathvariant stretchy fence separator form lspace rspace"
    " minsize maxsize movablelimits largeop symmetric accent accentunder linethickness"
    " columnalign rowalign columnspacing rowspacing columnlines rowlines width height depth"
    " voffset notation"
)
_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "a": _names("href title"),
    "ol": _names("start"),
    "span": _names("class"),
    "div": _names("class"),
    "math": _MATHML_ATTRIBUTES | _names("xmlns"),
    **{tag: _MATHML_ATTRIBUTES for tag in _MATHML if tag != "math"},
}


def render_statement(text: str) -> Markup:
    """The HTML of a statement; formulas that cannot be read are shown as they were written."""
    html = _markdown().render(text)
    return Markup(  # cleaned by the allow-list, which is what makes it markup
        nh3.clean(
            html,
            tags={*_PROSE, *_TABLES, *_MATHML},
            attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
            allowed_classes={},
            url_schemes={"http", "https", "mailto"},
            link_rel="noopener noreferrer",
        )
    )


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    # "cost $5 and $6" is prose
    return markdown.use(
        dollarmath_plugin, allow_digits=False, allow_space=False, renderer=_to_mathml
    )


def _to_mathml(latex: str, options: dict[str, Any]) -> str:
    display = "block" if options.get("display_mode") else "inline"
    try:
        return convert(latex, display=display)
    except _UNREADABLE:
        return f"<code>{escape(latex)}</code>"
