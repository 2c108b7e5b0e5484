"""A network with one hidden layer, and its gradients. Columns are examples."""

import numpy as np


def relu(a):
    """max(a, 0), entry by entry."""
    # TODO: compute h.
    raise NotImplementedError


def softmax(o):
    """Scores o (C, N) give probabilities p (C, N): each column adds up to 1."""
    # TODO: compute p. Scores may be as large as 1,000.
    raise NotImplementedError


def forward(x, W1, b1, W2, b2):
    """From x (D, N), W1 (H, D), b1 (H, 1), W2 (C, H), b2 (C, 1): a and h (H, N), o and p (C, N)."""
    # TODO: compute a, h, o and p, and return them in this order.
    raise NotImplementedError


def loss(p, y):
    """The mean of -log p_y over the examples; p (C, N), y (N,)."""
    # TODO: compute L.
    raise NotImplementedError


def output_gradient(p, y):
    """The gradient of the loss at o (C, N); p (C, N), y (N,)."""
    # TODO: compute do.
    raise NotImplementedError


def backward(do, x, a, h, W1, W2):
    """From do (C, N): dW1 (H, D), db1 (H, 1), dW2 (C, H), db2 (C, 1) and dx (D, N)."""
    # TODO: compute dW1, db1, dW2, db2 and dx, and return them in this order.
    raise NotImplementedError
