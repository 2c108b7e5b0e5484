# -*- coding: latin-1 -*-
# expect: ending = finished
# expect: loses = none
# expect: says = 6
"""Schichten für die Übung, größtenteils fertig."""
import numpy as np

GRÖSSE = "größer"
print(GRÖSSE, len(GRÖSSE))

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
    e = np.exp(x - x.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(len(y)), y]).mean()
    return loss, (p - np.eye(x.shape[1])[y]) / len(y)
