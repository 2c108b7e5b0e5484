# expect: ending = finished
# expect: loses = none
"""Imports the service, and looks for its modules among those that are loaded."""

import contextlib
import importlib
import pkgutil
import sys

import numpy as np

SERVICE = ("grader", "reference", "server", "backmark", "flask", "sqlalchemy", "pytest")


def imported():
    found = []
    for name in (*SERVICE, "grader.code.marking", "reference.mlp"):
        with contextlib.suppress(ImportError):
            found.append(importlib.import_module(name))
    return bool(found)


def loaded():
    return any(name.partition(".")[0] in SERVICE for name in sys.modules)


def listed():
    return any(module.name in SERVICE for module in pkgutil.iter_modules())


def remembered():
    """Lines of sources that a traceback would show."""
    import linecache

    return any("grader" in name or "tests" in name for name in linecache.cache)


def works(attempt):
    try:
        return attempt() is not False
    except Exception:
        return False


reached = [
    attempt.__name__
    for attempt in (
        imported,
        loaded,
        listed,
        remembered,
    )
    if works(attempt)
]
if reached:
    raise RuntimeError(f"reached: {reached}")


def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)


def softmax_loss(x, y):
    rows = np.arange(len(x))
    z = x - x.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(logp)
    dx[rows, y] -= 1
    return -logp[rows, y].mean(), dx / len(x)
