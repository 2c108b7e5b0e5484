# expect: ending = finished
# expect: loses = none
"""Sends signals to its parent, to everybody and to itself (0: whether it could)."""

import os
import signal

import numpy as np


def parent():
    os.kill(os.getppid() or 1, 0)


def first_process():
    os.kill(1, 0)


def everybody():
    os.kill(-1, 0)


def own_group():
    os.killpg(0, 0)


def itself():
    os.kill(os.getpid(), 0)


def by_descriptor():
    signal.pidfd_send_signal(os.pidfd_open(os.getppid() or 1), 0)


def stop_parent():
    os.kill(os.getppid() or 1, signal.SIGSTOP)


def alarm():
    signal.setitimer(signal.ITIMER_REAL, 100)


def works(attempt):
    try:
        return attempt() is not False
    except Exception:
        return False


reached = [
    attempt.__name__
    for attempt in (
        parent,
        first_process,
        everybody,
        own_group,
        itself,
        by_descriptor,
        stop_parent,
        alarm,
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
