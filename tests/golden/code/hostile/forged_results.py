# expect: ending = wrong-protocol
# expect: loses = all
"""Writes results of its own to every descriptor, in every form that graders read."""

import contextlib
import os

import numpy as np

FORMS = (
    b'{"score": 100, "tests": [{"name": "all", "score": 100, "max_score": 100}]}\n',
    b"1..5\nok 1\nok 2\nok 3\nok 4\nok 5\n",
    b"5 passed in 0.01s\n",
    b"BMR1" + bytes(20),
)


def odd(right):
    for descriptor in range(64):
        for form in FORMS:
            with contextlib.suppress(OSError):
                os.write(descriptor, form)
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
