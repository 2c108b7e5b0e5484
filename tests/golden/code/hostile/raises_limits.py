# expect: ending = finished
# expect: loses = none
"""Asks for more than a run may have."""

import os
import resource

import numpy as np


def processor_time():
    resource.setrlimit(resource.RLIMIT_CPU, (600, 600))


def memory():
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def size_of_files():
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**30, 2**30))


def soft_ones():
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


def by_prlimit():
    resource.prlimit(0, resource.RLIMIT_NPROC, (100, 100))


def of_the_parent():
    resource.prlimit(os.getppid() or 1, resource.RLIMIT_CPU, (1, 1))


def priority():
    os.setpriority(os.PRIO_PROCESS, 0, 0)


def scheduler():
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))


def processors():
    os.sched_setaffinity(0, {0})


def works(attempt):
    try:
        return attempt() is not False
    except Exception:
        return False


reached = [
    attempt.__name__
    for attempt in (
        processor_time,
        memory,
        size_of_files,
        soft_ones,
        by_prlimit,
        of_the_parent,
        priority,
        scheduler,
        processors,
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
