# expect: ending = finished
# expect: loses = none
"""Reads files and lists folders of the machine, straight and by climbing out of the runtime."""

import os

import numpy as np

CLIMB = os.path.dirname(np.__file__) + "/.." * 12
FILES = (
    "etc/passwd",
    "etc/shadow",
    "etc/hostname",
    "etc/hosts",
    "etc/machine-id",
    "etc/ssl/openssl.cnf",
)
FILES += ("var/log/dpkg.log", "var/lib/dpkg/status", "root/.bashrc", "root/.profile", "boot/config")
FOLDERS = ("root", "home", "etc", "var", "var/lib", "srv", "opt", "tmp", "run", "mnt", "media")
PATHS = [start + name for start in ("/", CLIMB + "/") for name in FILES + FOLDERS]


def content(path):
    yield path if os.path.isfile(path) and open(path, "rb").read(1) else ""
    yield path if os.path.isdir(path) and os.listdir(path) else ""


def works(path):
    try:
        return any(content(path))
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
