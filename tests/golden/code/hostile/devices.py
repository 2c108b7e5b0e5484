# expect: ending = finished
# expect: loses = none
"""Opens devices, to read or to write."""

import os

import numpy as np

NAMES = (
    "null",
    "zero",
    "full",
    "random",
    "tty",
    "console",
    "mem",
    "kmsg",
    "fuse",
    "ptmx",
    "kvm",
    "sda",
)
NAMES += ("net/tun", "shm/x", "mqueue/x", "stdout", "fd/1")
PATHS = [(f"/dev/{name}", how) for name in NAMES for how in (os.O_RDONLY, os.O_WRONLY)]


def works(path):
    try:
        return os.open(*path) >= 0
    except Exception:
        return False


reached = [path for path in PATHS if works(path)]
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
