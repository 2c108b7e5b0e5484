"""The code of a notebook, cell by cell, without what only a notebook understands."""

import json
import re

_MAGIC = re.compile(r"^\s*(%|!|\?)|^\s*[\w., \[\]]+=\s*(%|!)|\?\s*$")
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
    lines = text.splitlines()
    first = next((line.strip() for line in lines if line.strip()), "")
    if first.startswith("%%"):
        if first.split()[0] not in _PLAIN:
            return ""
        lines[next(i for i, line in enumerate(lines) if line.strip())] = ""
    elif _is_python(text):  # a line of it may begin with % all the same
        return text
    return "\n".join(_without_magic(line) for line in lines) + "\n"


def _is_python(text):
    try:
        compile(text, "cell", "exec", dont_inherit=True)
    except BaseException:
        return False
    return True


def _without_magic(line):
    """`pass` in the same place, so that an indented block keeps its form."""
    if not _MAGIC.search(line) or line.lstrip().startswith("#"):
        return line
    if line.rstrip().endswith("?") and not re.match(r"^\s*\??[\w.]+\?{0,2}\s*$", line):
        return line
    return line[: len(line) - len(line.lstrip())] + "pass"
