# expect: ending = finished
# expect: loses = none
"""Functions that are none: classes, instances, bound methods, static ones."""
import numpy as np


class Net:
    def forward(self, x, w, b):
        return x @ w + b, (x, w, b)

    @classmethod
    def backward(cls, dout, cache):
        x, w, b = cache
        return dout @ w.T, x.T @ dout, dout.sum(axis=0)

    @staticmethod
    def loss(x, y):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        p = e / e.sum(axis=1, keepdims=True)
        loss = -np.log(p[np.arange(len(y)), y]).mean()
        return loss, (p - np.eye(x.shape[1])[y]) / len(y)


class relu_forward:
    def __new__(cls, x):
        return np.maximum(x, 0), x


class ReluBackward:
    def __call__(self, dout, cache):
        return dout * (cache > 0)


net = Net()
affine_forward = net.forward
affine_backward = Net.backward
relu_backward = ReluBackward()
softmax_loss = Net.loss
