"""A two-layer network on a batch, with its loss and gradients. Rows are examples."""

import numpy as np


def loss(params, X, y=None, reg=0.0):
    """Without y the scores (N, C); with it the loss, and a dict of gradients like `params`.

    X (N, D), y (N,); params: W1 (D, H), b1 (H,), W2 (H, C), b2 (C,).
    """
    W1, b1, W2, b2 = (params[name] for name in ("W1", "b1", "W2", "b2"))

    # TODO: the forward pass up to the scores (N, C).
    scores = None
    if y is None:
        if scores is None:
            raise NotImplementedError
        return scores

    # TODO: the mean loss, with the penalty on W1 and W2.
    # TODO: the gradients: grads["W1"] in the shape of W1, and so on for all four.
    raise NotImplementedError
