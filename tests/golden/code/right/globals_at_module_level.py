# expect: ending = finished
# expect: loses = none
import numpy as np

N, D, M, C = 4, 3, 2, 3
x = np.ones((N, D))
w = np.ones((D, M))
b = np.zeros(M)
y = np.array([0, 1, 2, 0])
out = dout = dx = dw = db = loss = cache = None
axis = 0
EPS = 1e-12
calls = 0


def affine_forward(x, w, b):
    global calls
    calls += 1
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    global dx, dw, db
    (x, w, b) = cache
    dx = dout @ w.T
    dw = x.T @ dout
    db = dout.sum(axis=axis)
    return dx, dw, db


def relu_forward(x):
    global out
    out = np.maximum(x, 0)
    return out, x


def relu_backward(dout, cache):
    global dx
    dx = dout * (cache > 0)
    return dx


def softmax_loss(x, y):
    global loss, dx
    p = np.exp(x - x.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    dx = p / len(x)
    loss = 0.0
    for n, label in enumerate(y):
        loss += -np.log(p[n, label] + EPS) / len(x)
        dx[n, label] -= 1 / len(x)
    return loss, dx


out, cache = affine_forward(x, w, b)
dx, dw, db = affine_backward(np.ones_like(out), cache)
loss, dx = softmax_loss(np.zeros((N, C)), y)
