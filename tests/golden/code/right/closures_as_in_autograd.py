# expect: ending = finished
# expect: loses = none
"""Every operation gives its value and a function that takes the gradient back."""
import numpy as np


def matmul(a, b):
    return a @ b, lambda g: (g @ b.T, a.T @ g)


def plus_row(a, row):
    def back(g):
        return g, g.sum(axis=0)
    return a + row, back


def rectify(a):
    on = a > 0
    return np.where(on, a, 0), lambda g: g * on


def log_softmax(a):
    z = a - a.max(axis=1, keepdims=True)
    out = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return out, lambda g: g - np.exp(out) * g.sum(axis=1, keepdims=True)


def mean_of_picked(a, y):
    n = len(y)

    def back(g):
        grad = np.zeros_like(a)
        grad[np.arange(n), y] = -g / n
        return grad
    return -a[np.arange(n), y].mean(), back


def affine(x, w, b):
    product, product_back = matmul(x, w)
    out, sum_back = plus_row(product, b)

    def back(g):
        g, db = sum_back(g)
        return *product_back(g), db
    return out, back


def affine_forward(x, w, b):
    return affine(x, w, b)[0], (x, w, b)


def affine_backward(dout, cache):
    return affine(*cache)[1](dout)


def relu_forward(x):
    return rectify(x)[0], x


def relu_backward(dout, cache):
    return rectify(cache)[1](dout)


def softmax_loss(x, y):
    logs, logs_back = log_softmax(x)
    loss, loss_back = mean_of_picked(logs, y)
    return loss, logs_back(loss_back(1.0))
