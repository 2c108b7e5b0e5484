# expect: ending = wrong-protocol
# expect: loses = all
"""Answers its call itself, with the run's own nonce, before the answer is asked for."""

import os
import struct
import sys

import numpy as np


def nonce():
    frame = sys._getframe(1)
    while frame is not None:
        if isinstance(found := frame.f_locals.get("asked"), bytes):
            return found
        frame = frame.f_back
    return bytes(16)


def odd(right):
    body = b"\0" + b"\0\0\0" + np.float64(0.0).tobytes()
    os.write(4, struct.pack("<4s16sI", b"BMR1", nonce(), len(body)) + body)
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
