# expect: ending = finished
# expect: loses = none
"""Writes as much as it can through temporary files and NumPy's own ways of saving."""

import logging
import tempfile

import numpy as np

MUCH = np.ones(2**20)


def temporary_file():
    tempfile.TemporaryFile().write(bytes(2**20))


def spooled():
    with tempfile.SpooledTemporaryFile(max_size=1) as file:
        file.write(bytes(2**20))


def saved():
    np.save("saved.npy", MUCH)


def memory_map():
    np.memmap("mapped", mode="w+", shape=(2**20,))


def to_file():
    MUCH.tofile("raw")


def log():
    logging.FileHandler("all.log").emit(logging.makeLogRecord({"msg": "x"}))


def database():
    import sqlite3

    sqlite3.connect("kept.db").execute("create table t (x)")


def works(attempt):
    try:
        return attempt() is not False
    except Exception:
        return False


reached = [
    attempt.__name__
    for attempt in (
        temporary_file,
        spooled,
        saved,
        memory_map,
        to_file,
        log,
        database,
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
