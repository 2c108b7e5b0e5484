"""A two-layer network on a batch, with its loss and gradients. Rows are examples."""

import numpy as np


def loss(params, X, y=None, reg=0.0):
    """Without y the scores (N, C); with it the loss, and a dict of gradients like `params`.

    X (N, D), y (N,); params: W1 (D, H), b1 (H,), W2 (H, C), b2 (C,).
    """
    W1, b1, W2, b2 = (params[name] for name in ("W1", "b1", "W2", "b2"))
    n = len(X)
    a = X @ W1 + b1
    h = np.maximum(a, 0)
    scores = h @ W2 + b2
    if y is None:
        return scores

    shifted = scores - scores.max(axis=1, keepdims=True)  # the largest is now 0: no overflow
    exponentials = np.exp(shifted)
    p = exponentials / exponentials.sum(axis=1, keepdims=True)
    data_loss = -np.log(p[np.arange(n), y]).mean()
    penalty = 0.5 * reg * (np.sum(W1**2) + np.sum(W2**2))

    dscores = p.copy()
    dscores[np.arange(n), y] -= 1
    dscores /= n
    dh = dscores @ W2.T
    da = dh * (a > 0)
    dW2 = h.T @ dscores
    db2 = dscores.sum(axis=0)
    dW1 = X.T @ da
    db1 = da.sum(axis=0)
    grads = {"W1": dW1 + reg * W1, "b1": db1, "W2": dW2 + reg * W2, "b2": db2}
    return data_loss + penalty, grads
