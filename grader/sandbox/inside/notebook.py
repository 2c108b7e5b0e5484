"""The code of a notebook, cell by cell, without what only a notebook understands."""

import ast
import json
import re
import warnings

_MAGIC = re.compile(r"^\s*(%|!|\?)|^\s*[\w., \[\]]+=\s*(%|!)|\?\s*$")
_TIMED = re.compile(r"%(?:time|prun)\s+(?!-)(\S.*)$")  # runs Python, and keeps what it assigns
# Magics of a whole cell whose body is Python all the same.
_PLAIN = ("%%time", "%%timeit", "%%capture", "%%prun", "%%python", "%%python3")


def cells(data):
    """The source of each code cell; ValueError where this is no notebook."""
    book = json.loads(data.decode("utf-8-sig"))
    try:
        found = book.get("cells")
        if found is None:  # the form of before 2015
            found = [cell for sheet in book["worksheets"] for cell in sheet["cells"]]
        texts = [
            cell.get("source", cell.get("input", ""))
            for cell in found
            if cell.get("cell_type") == "code"
        ]
        return [_python("".join(text) if isinstance(text, list) else text) for text in texts]
    except (AttributeError, KeyError, TypeError):
        raise ValueError("this is JSON, but no notebook") from None


def _python(text):
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines and lines[first].lstrip().startswith("%%"):
        if lines[first].split()[0] not in _PLAIN:
            return ""
        lines[first] = ""
    while (i := _refused(lines)) is not None:
        if _without_magic(lines[i]) == lines[i]:  # what is wrong here is Python's own
            break
        lines[i] = _without_magic(lines[i])
    return "\n".join(lines) + "\n"


def _refused(lines):
    """The first line that Python does not understand: `% n)` may well go on an expression."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they come when the cell is run
            compile("\n".join(lines) + "\n", "<cell>", "exec", ast.PyCF_ONLY_AST, True)
    except SyntaxError as error:
        return min(max(error.lineno or 1, 1), len(lines)) - 1
    except (ValueError, MemoryError, RecursionError):
        pass
    return None


def _without_magic(line):
    """`pass` in the same place, so that an indented block keeps its form."""
    if not _MAGIC.search(line) or line.lstrip().startswith("#"):
        return line
    if line.rstrip().endswith("?") and not re.match(r"^\s*\??[\w.]+\?{0,2}\s*$", line):
        return line
    indent, said = line[: len(line) - len(line.lstrip())], line.strip()
    timed = _TIMED.match(said)
    return indent + (timed.group(1) if timed else "pass")
