# expect: ending = finished
# expect: loses = none
import numpy as np


def as_tuples(a):
    return tuple(tuple(float(v) for v in row) for row in a)


def affine_forward(x, w, b):
    return as_tuples(x @ w + b), (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return [as_tuples(dout @ w.T), as_tuples(x.T @ dout), tuple(map(float, dout.sum(0)))]


def relu_forward(x):
    return as_tuples(x.clip(min=0)), as_tuples(x)


def relu_backward(dout, cache):
    return as_tuples(np.array(dout) * (np.array(cache) > 0))


def softmax_loss(x, y):
    e = np.exp(x - x.max(1, keepdims=True))
    p = e / e.sum(1, keepdims=True)
    loss = -np.mean(np.log(p[range(len(y)), y]))
    p[range(len(y)), y] -= 1
    return [float(loss), as_tuples(p / len(y))]
