"""Layers with a forward and a backward pass. Rows are examples."""

import numpy as np


def affine_forward(x, w, b):
    """x (N, D), w (D, M) and b (M,) give out (N, M), and the cache (x, w, b)."""
    # TODO: compute out.
    raise NotImplementedError


def affine_backward(dout, cache):
    """From the gradient at out (N, M): dx (N, D), dw (D, M), db (M,)."""
    x, w, b = cache
    # TODO: compute dx, dw and db.
    raise NotImplementedError


def relu_forward(x):
    """max(x, 0), entry by entry, and x as the cache."""
    # TODO: compute out.
    raise NotImplementedError


def relu_backward(dout, cache):
    """From the gradient at out to the one at x."""
    x = cache
    # TODO: compute dx.
    raise NotImplementedError


def softmax_loss(x, y):
    """Scores x (N, C) and classes y (N,) give the mean loss and its gradient at x (N, C)."""
    # TODO: compute loss and dx.
    raise NotImplementedError
