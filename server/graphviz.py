"""Graphviz's `dot` layout, called in the library that pygraphviz's wheel brings.

pygraphviz itself is not imported: its one extension module also loads the renderers for bitmaps and
fonts, and those want GLib and X11 of the system, which a server or a slim container does not have.
Cgraph, GVC and the two plugins used here want nothing. It is also faster: 7 ms to load, 3 ms for a
graph of a dozen nodes.
"""

from __future__ import annotations

import ctypes
import functools
import importlib.util
import json
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Point = tuple[float, float]

POINTS_PER_INCH = 72.0
_PLUGINS = ("libgvplugin_dot_layout", "libgvplugin_core")
# A library comes after those it needs.
_LIBRARIES = ("libcdt", "libcgraph", "libgvc", *_PLUGINS)


class GraphvizError(RuntimeError):
    """Graphviz is missing or did not lay a graph out: our fault, not that of the graph's author."""


@dataclass(frozen=True)
class Box:
    """A node to place: a Graphviz shape in a square of `points` points."""

    name: str
    shape: str
    points: float


@dataclass(frozen=True)
class Layout:
    """Where everything went, in points; y grows upwards, as in Graphviz.

    `curves` has one entry per edge, in the order given: Graphviz's `pos`, "e,x,y x,y x,y ...".
    """

    width: float
    height: float
    centers: Mapping[str, Point]
    curves: Sequence[str]


def lay_out(
    boxes: Sequence[Box], edges: Iterable[tuple[str, str]], settings: Mapping[str, str]
) -> Layout:
    """Place the boxes, with `settings` for the whole graph (rankdir, nodesep, ranksep ...).

    Threads may call this at once; they wait for each other. Raises GraphvizError.
    """
    # Numbers for names: nothing that an author wrote is ever read as Graphviz's language.
    number = {box.name: index for index, box in enumerate(boxes)}
    pairs = [(number[tail], number[head]) for tail, head in edges]
    placed = _graphviz().dot(_source(boxes, pairs, settings))
    left, bottom, right, top = map(float, placed["bb"].split(","))
    objects = {entry["name"]: entry["pos"].split(",") for entry in placed.get("objects", ())}
    return Layout(
        width=right - left,
        height=top - bottom,
        centers={
            name: (float(objects[f"n{n}"][0]), float(objects[f"n{n}"][1]))
            for name, n in number.items()
        },
        curves=_in_given_order(placed, len(pairs)),
    )


def _source(
    boxes: Sequence[Box], pairs: Sequence[tuple[int, int]], settings: Mapping[str, str]
) -> str:
    """The graph in Graphviz's language; an edge carries its number as its class."""
    lines = [f'{key}="{value}"' for key, value in settings.items()]
    lines.append('node [fixedsize=true, label=""]; edge [arrowsize=0.7]')
    for index, box in enumerate(boxes):
        inches = box.points / POINTS_PER_INCH
        lines.append(f'n{index} [shape={box.shape}, width="{inches}", height="{inches}"]')
    lines += [f"n{tail} -> n{head} [class={i}]" for i, (tail, head) in enumerate(pairs)]
    return "digraph {" + ";\n".join(lines) + "}"


def _in_given_order(placed: Mapping[str, Any], count: int) -> tuple[str, ...]:
    by_number = {int(edge["class"]): edge["pos"] for edge in placed.get("edges", ())}
    return tuple(by_number[index] for index in range(count))


class _Symbol(ctypes.Structure):
    """lt_symlist_t: how a program hands its plugins to Graphviz."""

    _fields_ = (("name", ctypes.c_char_p), ("address", ctypes.c_void_p))


class _Graphviz:
    """The loaded library with one context, which is not made for two threads at once."""

    def __init__(self, folder: Path) -> None:
        self._lock = threading.Lock()
        self._libraries = {name: _load(folder, name) for name in _LIBRARIES}
        self._declare()
        symbols = [_Symbol(*self._plugin(name)) for name in _PLUGINS]
        # Graphviz keeps the table: so do we.
        self._symbols = (_Symbol * (len(symbols) + 1))(*symbols, _Symbol(None, None))
        self._context = self._gvc.gvContextPlugins(ctypes.byref(self._symbols), 0)

    @property
    def _gvc(self) -> ctypes.CDLL:
        return self._libraries["libgvc"]

    @property
    def _cgraph(self) -> ctypes.CDLL:
        return self._libraries["libcgraph"]

    def _plugin(self, name: str) -> tuple[bytes, int]:
        symbol = f"{name.removeprefix('lib')}_LTX_library"
        variable = ctypes.c_char.in_dll(self._libraries[name], symbol)
        return symbol.encode(), ctypes.addressof(variable)

    def _declare(self) -> None:
        pointer, text = ctypes.c_void_p, ctypes.c_char_p
        self._cgraph.agmemread.argtypes, self._cgraph.agmemread.restype = [text], pointer
        self._cgraph.agclose.argtypes = [pointer]
        self._gvc.gvContextPlugins.argtypes = [pointer, ctypes.c_int]
        self._gvc.gvContextPlugins.restype = pointer
        self._gvc.gvLayout.argtypes = [pointer, pointer, text]
        self._gvc.gvFreeLayout.argtypes = [pointer, pointer]
        self._gvc.gvRenderData.argtypes = [pointer, pointer, text, pointer, pointer]
        self._gvc.gvFreeRenderData.argtypes, self._gvc.gvFreeRenderData.restype = [pointer], None

    def dot(self, source: str) -> dict[str, Any]:
        """Graphviz's own JSON for the laid-out graph."""
        with self._lock:
            graph = self._cgraph.agmemread(source.encode())
            if not graph:
                raise GraphvizError("Graphviz cannot read the graph")
            try:
                if self._gvc.gvLayout(self._context, graph, b"dot") != 0:
                    raise GraphvizError("Graphviz cannot lay the graph out")
                return self._rendered(graph)
            finally:
                self._gvc.gvFreeLayout(self._context, graph)
                self._cgraph.agclose(graph)

    def _rendered(self, graph: int) -> dict[str, Any]:
        data, length = ctypes.c_void_p(), ctypes.c_size_t()
        where = (ctypes.byref(data), ctypes.byref(length))
        if self._gvc.gvRenderData(self._context, graph, b"json0", *where) != 0:
            raise GraphvizError("Graphviz cannot write the layout")
        try:
            rendered: dict[str, Any] = json.loads(ctypes.string_at(data, length.value))
        finally:
            self._gvc.gvFreeRenderData(data)
        return rendered


@functools.cache
def _graphviz() -> _Graphviz:
    """Loaded at its first use: in a worker, after gunicorn has forked."""
    package = importlib.util.find_spec("pygraphviz")
    if package is None or package.origin is None:
        raise GraphvizError("pygraphviz is not installed: its wheel carries Graphviz")
    folder = Path(package.origin).parent
    # Where the tools that repair wheels put libraries: on Linux beside the package, on macOS in it.
    beside = folder.with_name("pygraphviz.libs")
    return _Graphviz(beside if beside.is_dir() else folder / ".dylibs")


def _load(folder: Path, name: str) -> ctypes.CDLL:
    # The wheel's file names carry a hash or a version: libgvc-ae99f8ab.so.7.0.9, libgvc.7.dylib.
    for file in sorted(folder.glob(f"{name}[-.]*")):
        return ctypes.CDLL(str(file), mode=ctypes.RTLD_GLOBAL)
    raise GraphvizError(f"{folder}: no {name}, which pygraphviz's wheel carries")
