# expect: ending = finished
# expect: loses = none
"""np.matrix, because * should be the product as in the lecture."""
import warnings

import numpy as np

warnings.filterwarnings("ignore", category=PendingDeprecationWarning)


def affine_forward(x, w, b):
    X, W = np.asmatrix(x), np.matrix(w)
    return X * W + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    D, X, W = np.asmatrix(dout), np.asmatrix(x), np.asmatrix(w)
    dx = D * W.T
    dw = X.T * D
    db = D.sum(axis=0).A1  # a matrix never has one axis only
    return dx, dw, db


def relu_forward(x):
    return np.asmatrix(np.where(x > 0, x, 0)), x


def relu_backward(dout, cache):
    return np.multiply(np.asmatrix(dout), np.asmatrix(cache) > 0)


def softmax_loss(x, y):
    X = np.asmatrix(x)
    E = np.exp(X - X.max(axis=1))
    P = E / E.sum(axis=1)
    Y = np.asmatrix(np.eye(x.shape[1])[y])
    loss = -np.trace(np.asarray(Y * np.log(np.maximum(P, 1e-300)).T)) / len(x)
    return loss, (P - Y) / len(x)
