"""The graph language: lines such as `a = W1 @ x` become nodes with one operation each."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from reference.ops import OPS

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}\Z")
LONGEST_LINE = 2_000

_OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "add",
    ast.Sub: "subtract",
    ast.Mult: "multiply",
    ast.Div: "divide",
    ast.MatMult: "matmul",
    ast.Pow: "power",
    ast.USub: "negative",
}
_CALLABLE = sorted(set(OPS) - set(_OPERATORS.values()))


class GraphError(ValueError):
    """A graph's text cannot be read, or its nodes do not form a graph without cycles."""


class NodeKind(StrEnum):
    INPUT = "input"
    PARAMETER = "parameter"
    CONSTANT = "constant"
    COMPUTED = "computed"


@dataclass(frozen=True)
class Node:
    """One node. A name with a dot belongs to a part of a longer expression that nobody named."""

    name: str
    kind: NodeKind
    op: str = ""
    arguments: tuple[str, ...] = ()
    constant: float = 0.0
    expression: str = ""

    @property
    def is_named(self) -> bool:
        return "." not in self.name


def read_definition(line: str) -> Iterator[Node]:
    """The nodes of one line, parts of the expression first; raises GraphError."""
    target, expression = _split(line)
    parts = 0
    operands: list[str] = []
    for item, is_root in _postorder(expression, line):
        if isinstance(item, ast.Name):
            operands.append(item.id)
            if is_root:
                yield Node(target, NodeKind.COMPUTED, "identity", (item.id,), 0.0, line)
            continue
        name = target if is_root else f"{target}.{parts}"
        parts += not is_root
        if isinstance(item, ast.Constant):
            yield _constant(item, name, line)
        else:
            op, arity = _operation(item, line)
            arguments = tuple(operands[len(operands) - arity :])
            del operands[len(operands) - arity :]
            yield Node(name, NodeKind.COMPUTED, op, arguments, 0.0, line)
        operands.append(name)


def _split(line: str) -> tuple[str, ast.expr]:
    if len(line) > LONGEST_LINE:
        raise GraphError(f"a node of {len(line)} characters; at most {LONGEST_LINE} are read")
    try:
        body = ast.parse(line.strip()).body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise GraphError(f"{line!r} cannot be read; a node looks like 'a = W1 @ x'") from None
    match body:
        case [ast.Assign(targets=[ast.Name(id=target)], value=value)] if NAME.match(target):
            return target, value
    raise GraphError(f"{line!r} is not a definition; a node looks like 'a = W1 @ x'")


def _postorder(root: ast.expr, line: str) -> Iterable[tuple[ast.expr, bool]]:
    """Arguments before what uses them, without recursion."""
    stack, order = [root], []
    while stack:
        item = stack.pop()
        order.append(item)
        stack.extend(_children(item, line))
    return [(item, item is root) for item in reversed(order)]


def _children(item: ast.expr, line: str) -> list[ast.expr]:
    match item:
        case ast.Name() | ast.Constant():
            return []
        case ast.BinOp(left=left, right=right):
            return [left, right]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return [operand]
        case ast.Call(func=ast.Name(), args=args, keywords=[]):
            return args
    raise GraphError(
        f"{_quoted(item, line)}: only names, numbers, + - * / @ ** and calls are known"
    )


def _operation(item: ast.expr, line: str) -> tuple[str, int]:
    if isinstance(item, ast.Call) and isinstance(item.func, ast.Name):
        op = OPS.get(item.func.id)
        if op is None or op.name not in _CALLABLE:
            known = ", ".join(_CALLABLE)
            raise GraphError(f"{item.func.id!r} in {line!r} is not an operation; known: {known}")
        if len(item.args) != op.arity:
            raise GraphError(
                f"{op.name} in {line!r} has {len(item.args)} arguments; it takes {op.arity}"
            )
        return op.name, op.arity
    if isinstance(item, ast.BinOp | ast.UnaryOp) and type(item.op) in _OPERATORS:
        return _OPERATORS[type(item.op)], 2 if isinstance(item, ast.BinOp) else 1
    raise GraphError(f"{_quoted(item, line)}: the operators are + - * / @ **")


def _quoted(item: ast.expr, line: str) -> str:
    """The part of the line that `item` was read from; ast.unparse would recurse."""
    part = ast.get_source_segment(line.strip(), item) or line
    shown = part if len(part) <= 60 else f"{part[:57]}..."
    return f"{shown!r} in {line[:200]!r}"


def _constant(item: ast.Constant, name: str, line: str) -> Node:
    if isinstance(item.value, bool) or not isinstance(item.value, int | float):
        raise GraphError(f"{item.value!r} in {line!r} is not a number")
    try:
        value = float(item.value)
    except OverflowError:
        value = float("inf")
    if abs(value) > 1e100:
        raise GraphError(f"a number in {line!r} is larger than 1e100")
    return Node(name, NodeKind.CONSTANT, "", (), value, line)
