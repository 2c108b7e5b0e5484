# expect: ending = finished
# expect: loses = none
"""Reads what /proc and /sys tell of this process, its parents and the machine."""

import os

import numpy as np

PATHS = [
    f"/proc/{who}/{what}"
    for who in ("self", "thread-self", "1", str(os.getpid()), str(os.getppid()))
    for what in ("environ", "cmdline", "maps", "mem", "mountinfo", "status", "cgroup", "fd/0")
]
PATHS += ["/proc/mounts", "/proc/meminfo", "/proc/kcore", "/proc/keys", "/proc/net/tcp"]
PATHS += ["/sys/kernel/notes", "/sys/fs/cgroup/memory.max", "/sys/class/net/lo/address"]


def works(path):
    try:
        return bool(os.open(path, os.O_RDONLY))
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
