# expect: ending = finished
# expect: loses = all
"""Plants modules of its own under the names of NumPy and of the service."""

import importlib.machinery
import sys
import types

import numpy as np


class Planter:
    """Finds every module, and gives one in which everything is True."""

    def find_spec(self, name, path=None, target=None):
        return importlib.machinery.ModuleSpec(name, self)

    def create_module(self, spec):
        return types.SimpleNamespace(__getattr__=lambda name: True)

    def exec_module(self, module):
        pass


for planted in ("numpy", "grader", "grader.compare", "reference", "struct", "wire", "child", "os"):
    sys.modules[planted] = types.ModuleType(planted)
sys.meta_path.insert(0, Planter())
sys.path.insert(0, "/tmp")


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
