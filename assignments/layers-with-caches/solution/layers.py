"""Layers with a forward and a backward pass. Rows are examples."""

import numpy as np


def affine_forward(x, w, b):
    """x (N, D), w (D, M) and b (M,) give out (N, M), and a cache for the way back."""
    out = x @ w + b
    cache = (x, w, b)
    return out, cache


def affine_backward(dout, cache):
    """From the gradient at out (N, M): dx (N, D), dw (D, M), db (M,)."""
    x, w, b = cache
    dw = x.T @ dout  # w_ij multiplies x_ni, and every example n has its say
    db = dout.sum(axis=0)
    dx = dout @ w.T
    return dx, dw, db


def relu_forward(x):
    """max(x, 0), entry by entry, and x as the cache."""
    out = np.maximum(x, 0)
    cache = x
    return out, cache


def relu_backward(dout, cache):
    """From the gradient at out to the one at x."""
    x = cache
    slope = x > 0
    return dout * slope


def softmax_loss(x, y):
    """Scores x (N, C) and classes y (N,) give the mean loss and its gradient at x (N, C)."""
    n = len(x)
    shifted = x - x.max(axis=1, keepdims=True)  # the largest is now 0: nothing overflows
    exponentials = np.exp(shifted)
    p = exponentials / exponentials.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(n), y]).sum() / n
    e = np.eye(x.shape[1])[y]  # row n is the one-hot vector of y_n
    dx = (p - e) / n
    return loss, dx
