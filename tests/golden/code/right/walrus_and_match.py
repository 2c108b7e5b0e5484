# expect: ending = finished
# expect: loses = none
import numpy as np


def affine_forward(x, w, b):
    match (x.ndim, w.ndim, b.ndim):
        case (2, 2, 1):
            return (out := x @ w) + b, (x, w, b)
        case axes:
            raise ValueError(f"axes {axes}")


def affine_backward(dout, cache):
    match cache:
        case (x, w, b) if b.shape == dout.shape[1:]:
            return dout @ w.T, x.T @ dout, dout.sum(axis=0)
        case {"x": x, "w": w}:
            return dout @ w.T, x.T @ dout, dout.sum(axis=0)
    raise TypeError(cache)


def relu_forward(x):
    if (negative := x < 0).any():
        (out := x.copy())[negative] = 0
        return out, x
    return x, x


def relu_backward(dout, cache):
    return dout * (on := cache > 0) if cache.any() else np.zeros_like(dout)


def softmax_loss(x, y):
    p = (e := np.exp(x - x.max(1, keepdims=True))) / e.sum(1, keepdims=True)
    loss = -np.log(p[rows := np.arange(n := len(y)), y]).mean()
    p[rows, y] -= 1
    return loss, p / n
