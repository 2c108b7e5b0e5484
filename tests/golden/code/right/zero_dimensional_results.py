# expect: ending = finished
# expect: loses = none
import numpy as np


def affine_forward(x, w, b):
    return np.vstack([np.hstack([np.dot(r, c) + k for c, k in zip(w.T, b)]) for r in x]), (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    db = [np.array(dout[:, j].sum()) for j in range(dout.shape[1])]
    return dout @ w.T, np.tensordot(x, dout, axes=(0, 0)), db


def relu_forward(x):
    return [[np.array(max(v, 0.0)) for v in row] for row in x], x


def relu_backward(dout, cache):
    return [[np.float64(d) if v > 0 else np.float64(0) for d, v in zip(*r)] for r in zip(dout, cache)]


def softmax_loss(x, y):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss = np.array(0.0)
    for n in range(len(y)):
        loss -= np.log(p[n, y[n]])
        p[n, y[n]] -= 1
    return np.array(loss / len(y)), p / np.array(len(y))
