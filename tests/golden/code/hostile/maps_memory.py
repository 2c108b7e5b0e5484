# expect: ending = finished
# expect: loses = none
"""Takes memory past NumPy: mappings, C's own, a larger heap."""

import ctypes
import mmap

import numpy as np

GIB = 2**30


def private():
    mmap.mmap(-1, 4 * GIB, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)


def shared():
    mmap.mmap(-1, 4 * GIB)


def grown():
    mmap.mmap(-1, 4096).resize(4 * GIB)


def of_c():
    malloc = ctypes.CDLL(None).malloc
    malloc.restype, malloc.argtypes = ctypes.c_void_p, (ctypes.c_size_t,)
    return malloc(4 * GIB) is not None


def locked():
    return ctypes.CDLL(None).mlockall(3) == 0


def works(attempt):
    try:
        return attempt() is not False
    except Exception:
        return False


reached = [
    attempt.__name__
    for attempt in (
        private,
        shared,
        grown,
        of_c,
        locked,
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
