# expect: ending = finished
# expect: loses = none
"""Layers as classes, and the functions that are asked for around them."""

import numpy as np


class Layer:
    def forward(self, *inputs):
        raise NotImplementedError

    def __call__(self, *inputs):
        self.inputs = inputs
        return self.forward(*inputs)


class Affine(Layer):
    def forward(self, x, w, b):
        return x.dot(w) + b

    def backward(self, dout):
        x, w, b = self.inputs
        self.dw = x.T.dot(dout)
        self.db = np.sum(dout, axis=0)
        return dout.dot(w.T)


class ReLU(Layer):
    def forward(self, x):
        return x * (x > 0)

    @staticmethod
    def backward(dout, x):
        return dout * (x > 0)


def affine_forward(x, w, b):
    return Affine()(x, w, b), (x, w, b)


def affine_backward(dout, cache):
    layer = Affine()
    layer.inputs = cache
    return layer.backward(dout), layer.dw, layer.db


def relu_forward(x):
    return ReLU()(x), x


def relu_backward(dout, cache):
    return ReLU.backward(dout, cache)


def softmax_loss(x, y):
    n = len(x)
    z = x - x.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(log_p)
    dx[np.arange(n), y] -= 1
    return -log_p[np.arange(n), y].mean(), dx / n
