# expect: ending = wrong-protocol
# expect: loses = all
"""Packs empty answers whose other axes are longer than any array can be."""

import struct
import sys
import types

import numpy as np

wire = sys.modules.get("wire", types.SimpleNamespace())
wire.packed_output = lambda value, most: struct.pack("<BBB8I", 0, 0, 8, *[2**32 - 1] * 7, 0)


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
