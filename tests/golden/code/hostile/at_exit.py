# expect: ending = finished
# expect: loses = all
"""Forges when it ends: with handlers, finalizers and objects that are deleted."""

import atexit
import os
import threading
import weakref

import numpy as np


class Last:
    def __del__(self):
        forge()


def forge():
    os.write(4, b"BMR1" + bytes(20))
    print("all right")


LAST = Last()
atexit.register(forge)
weakref.finalize(LAST, forge)
threading._register_atexit(forge)


def odd(right):
    return np.full(np.shape(right), -7.0)


def affine_forward(x, w, b):
    return odd(x @ w + b), (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return odd(dout @ w.T), odd(x.T @ dout), odd(dout.sum(axis=0))


def relu_forward(x):
    return odd(np.maximum(x, 0)), x


def relu_backward(dout, cache):
    return odd(dout * (cache > 0))


def softmax_loss(x, y):
    rows = np.arange(len(x))
    z = x - x.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(logp)
    dx[rows, y] -= 1
    return odd(-logp[rows, y].mean()), odd(dx / len(x))
