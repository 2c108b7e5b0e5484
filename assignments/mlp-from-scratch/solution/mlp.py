"""A network with one hidden layer, and its gradients. Columns are examples."""

import numpy as np


def relu(a):
    """max(a, 0), entry by entry."""
    return np.maximum(a, 0)


def softmax(o):
    """Scores o (C, N) give probabilities p (C, N): each column adds up to 1."""
    shifted = o - o.max(axis=0, keepdims=True)  # the largest is now 0: nothing overflows
    exponentials = np.exp(shifted)
    return exponentials / exponentials.sum(axis=0, keepdims=True)


def forward(x, W1, b1, W2, b2):
    """From x (D, N): a and h (H, N), o and p (C, N)."""
    a = W1 @ x + b1
    h = relu(a)
    o = W2 @ h + b2
    p = softmax(o)
    return a, h, o, p


def loss(p, y):
    """The mean of -log p_y over the examples; p (C, N), y (N,)."""
    n = p.shape[1]
    return -np.log(p[y, np.arange(n)]).sum() / n


def output_gradient(p, y):
    """The gradient of the loss at o (C, N)."""
    n = p.shape[1]
    e = np.eye(p.shape[0])[:, y]  # column n is the one-hot vector of y_n
    return (p - e) / n


def backward(do, x, a, h, W1, W2):
    """From the gradient at o: dW1, db1, dW2, db2 and dx, each in the shape of what it is for."""
    dW2 = do @ h.T  # W2_ij is the arrow to o_i from h_j
    db2 = do.sum(axis=1, keepdims=True)
    dh = W2.T @ do  # h_j gets a share back from every o_i that it feeds
    slope = a > 0
    da = dh * slope
    dW1 = da @ x.T
    db1 = da.sum(axis=1, keepdims=True)
    dx = W1.T @ da
    return dW1, db1, dW2, db2, dx
