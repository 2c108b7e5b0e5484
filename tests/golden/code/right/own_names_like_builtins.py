# expect: ending = finished
# expect: loses = none
import numpy as np


def sum(a, axis=None):
    return np.add.reduce(a, axis=axis)


def max(a):
    return np.maximum.reduce(a, axis=1)[:, None]


def len(a):
    return a.shape[0]


def print(*args):
    pass


def list(a):
    return a.tolist()


class type:
    pass


class Exception(BaseException):
    pass


def isinstance(a, b):
    return False


getattr = hasattr = str = int = float = tuple = dict = bytes = bool = None
open = compile = exec = eval = None


def affine_forward(x, w, b):
    print(x)
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, sum(dout, axis=0)


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return list(dout * (cache > 0))


def softmax_loss(x, y):
    exp = np.exp(x - max(x))
    p = exp / np.sum(exp, axis=1, keepdims=True)
    d = p - np.eye(x.shape[1])[y]
    return -np.mean(np.log(p[np.arange(len(y)), y])), d / len(y)
