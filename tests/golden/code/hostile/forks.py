# expect: ending = finished
# expect: loses = none
"""Starts other processes by every way that Python and C know."""

import ctypes
import multiprocessing
import os
import subprocess
import sys

import numpy as np


def fork():
    if os.fork() == 0:
        os._exit(0)


def pseudo_terminal():
    if os.forkpty()[0] == 0:
        os._exit(0)


def spawn():
    os.posix_spawn(sys.executable or "/usr/bin/env", ["x"], {})


def shell():
    return os.system("true") == 0


def command():
    subprocess.run(["/bin/true"], check=True)


def opened():
    return os.popen("echo here").read() == "here\n"


def worker():
    process = multiprocessing.get_context("fork").Process(target=int)
    process.start()


def fork_of_c():
    pid = ctypes.PyDLL(None).fork()
    if pid == 0:
        os._exit(0)
    return pid > 0


def works(attempt):
    try:
        return attempt() is not False
    except Exception:
        return False


reached = [
    attempt.__name__
    for attempt in (
        fork,
        pseudo_terminal,
        spawn,
        shell,
        command,
        opened,
        worker,
        fork_of_c,
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
