"""Laying graphs out with the Graphviz that a wheel brings, and nothing of the system's."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from server.graphviz import Box, Layout, lay_out
from tests.sources import ROOT

SETTINGS = {"rankdir": "LR", "nodesep": "0.22", "ranksep": "0.42"}
NETWORK = (("x", "a"), ("W1", "a"), ("a", "h"), ("h", "o"), ("W2", "o"), ("x", "o"))


def laid_out(edges: tuple[tuple[str, str], ...]) -> Layout:
    names = dict.fromkeys(name for edge in edges for name in edge)
    return lay_out([Box(name, "circle", 40.0) for name in names], edges, SETTINGS)


def test_what_is_computed_is_right_of_what_it_is_computed_from() -> None:
    centers = laid_out(NETWORK).centers
    assert all(centers[tail][0] < centers[head][0] for tail, head in NETWORK)


def test_every_node_lies_inside_the_frame() -> None:
    layout = laid_out(NETWORK)
    assert all(0 <= x <= layout.width for x, _ in layout.centers.values())
    assert all(0 <= y <= layout.height for _, y in layout.centers.values())


def test_no_two_nodes_overlap() -> None:
    places = list(laid_out(NETWORK).centers.values())
    apart = [max(abs(a[0] - b[0]), abs(a[1] - b[1])) for a in places for b in places if a != b]
    assert min(apart) >= 40.0


def test_curves_come_in_the_order_of_the_edges() -> None:
    layout = laid_out(NETWORK)
    for (_, head), curve in zip(NETWORK, layout.curves, strict=True):
        arrow, *_ = curve.split(" ")
        tip_x, tip_y = map(float, arrow.removeprefix("e,").split(","))
        x, y = layout.centers[head]
        assert (tip_x - x) ** 2 + (tip_y - y) ** 2 == pytest.approx(20.0**2, rel=0.1)


def test_two_edges_between_the_same_nodes_are_two_curves() -> None:
    assert len(laid_out((("x", "product"), ("x", "product"))).curves) == 2


def test_the_same_graph_is_laid_out_the_same() -> None:
    assert laid_out(NETWORK) == laid_out(NETWORK)


@pytest.mark.parametrize("name", ['"', "a;b", "}", "[shape=none]", "\\", "n0", "digraph", "½·x"])
def test_a_name_is_never_read_as_graphviz_s_language(name: str) -> None:
    assert set(laid_out(((name, "other"),)).centers) == {name, "other"}


def test_a_graph_without_edges_has_places_too() -> None:
    layout = lay_out([Box("x", "square", 40.0)], [], SETTINGS)
    assert set(layout.centers) == {"x"}
    assert layout.curves == ()


def test_threads_may_ask_at_once() -> None:
    with ThreadPoolExecutor(8) as pool:
        layouts = list(pool.map(lambda _: laid_out(NETWORK), range(64)))
    assert all(layout == layouts[0] for layout in layouts)


def test_neither_glib_nor_x11_of_the_system_is_loaded() -> None:
    """A slim container and a bare server have neither."""
    script = (
        "from server.graphviz import Box, lay_out\n"
        "lay_out([Box('x', 'square', 40.0)], [], {})\n"
        "print([line.split()[-1] for line in open('/proc/self/maps')"
        " if 'libglib' in line or 'libX11' in line])"
    )
    if not sys.platform.startswith("linux"):
        pytest.skip("/proc is Linux's")
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ended.stdout == "[]\n"
