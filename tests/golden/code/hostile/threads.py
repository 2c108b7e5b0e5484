# expect: ending = finished
# expect: loses = none
"""Starts threads, which would answer while the call's clock does not run."""

import _thread
import concurrent.futures
import ctypes
import threading
import time

import numpy as np


def thread():
    threading.Thread(target=time.sleep, args=(5,), daemon=True).start()


def bare():
    _thread.start_new_thread(int, ())


def pool():
    concurrent.futures.ThreadPoolExecutor(1).submit(int).result(timeout=1)


def timer():
    threading.Timer(0.01, int).start()


def of_c():
    handle = ctypes.c_ulong()
    entry = ctypes.cast(ctypes.CDLL(None).sched_yield, ctypes.c_void_p)
    return ctypes.CDLL(None).pthread_create(ctypes.byref(handle), None, entry, None) == 0


def works(attempt):
    try:
        return attempt() is not False
    except Exception:
        return False


reached = [
    attempt.__name__
    for attempt in (
        thread,
        bare,
        pool,
        timer,
        of_c,
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
