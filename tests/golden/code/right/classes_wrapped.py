# expect: ending = finished
# expect: loses = none
"""I had written classes in the exercise before, so here they are with functions around."""
import numpy as np


class Layer:
    def forward(self, *inputs):
        raise NotImplementedError

    def backward(self, dout):
        raise NotImplementedError


class Affine(Layer):
    def __init__(self, w, b):
        self.w, self.b = w, b
        self.x = None

    def forward(self, x):
        self.x = x
        return np.matmul(x, self.w) + self.b

    def backward(self, dout):
        self.dw = np.matmul(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return np.matmul(dout, self.w.T)


class ReLU(Layer):
    def forward(self, x):
        self.mask = x > 0
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask


class SoftmaxLoss(Layer):
    def forward(self, x, y):
        z = x - np.amax(x, axis=1, keepdims=True)
        self.p = np.exp(z) / np.sum(np.exp(z), axis=1, keepdims=True)
        self.y = np.zeros(x.shape)
        self.y[np.arange(x.shape[0]), y] = 1
        logs = np.log(np.sum(np.exp(z), axis=1)) - z[np.arange(x.shape[0]), y]
        return np.mean(logs)

    def backward(self, dout=1.0):
        return dout * (self.p - self.y) / self.p.shape[0]


def affine_forward(x, w, b):
    return Affine(w, b).forward(x), (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    layer = Affine(w, b)
    layer.forward(x)
    dx = layer.backward(dout)
    return dx, layer.dw, layer.db


def relu_forward(x):
    return ReLU().forward(x), x


def relu_backward(dout, cache):
    layer = ReLU()
    layer.forward(cache)
    return layer.backward(dout)


def softmax_loss(x, y):
    layer = SoftmaxLoss()
    return layer.forward(x, y), layer.backward()
