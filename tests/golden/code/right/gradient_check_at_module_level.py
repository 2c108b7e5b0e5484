# expect: ending = finished
# expect: loses = none
# expect: says = affine: largest error
import random

import numpy as np

np.random.seed(42)
random.seed(42)
rng = np.random.RandomState(7)


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
    n = np.arange(len(y))
    loss = -np.log(p[n, y]).mean()
    p[n, y] -= 1
    return loss, p / len(y)


def numerical(f, x, df=1.0, h=1e-5):
    """Central differences, entry by entry; x is put back as it was."""
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not it.finished:
        i = it.multi_index
        old = x[i]
        x[i] = old + h
        up = f(x)
        x[i] = old - h
        down = f(x)
        x[i] = old
        grad[i] = np.sum((up - down) * df) / (2 * h)
        it.iternext()
    return grad


def rel_error(a, b):
    return np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))


x, w, b = rng.randn(5, 4), rng.randn(4, 3), rng.randn(3)
dout = np.random.randn(5, 3)
out, cache = affine_forward(x, w, b)
dx, dw, db = affine_backward(dout, cache)
errors = [
    rel_error(dx, numerical(lambda v: affine_forward(v, w, b)[0], x, dout)),
    rel_error(dw, numerical(lambda v: affine_forward(x, v, b)[0], w, dout)),
    rel_error(db, numerical(lambda v: affine_forward(x, w, v)[0], b, dout)),
]
print("affine: largest error", max(errors))
assert max(errors) < 1e-6
y = np.random.randint(3, size=5)
loss, dx = softmax_loss(x[:, :3], y)
assert rel_error(dx, numerical(lambda s: softmax_loss(s, y)[0], x[:, :3].copy())) < 1e-5
random.shuffle(errors)
