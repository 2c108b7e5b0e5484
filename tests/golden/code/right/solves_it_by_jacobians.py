# expect: ending = finished
# expect: loses = none
"""No formula learnt by heart: the whole Jacobian of every layer, and one product with it."""
import numpy as np


def affine_forward(x, w, b):
    return np.block([x, np.ones((len(x), 1))]) @ np.block([[w], [b]]), (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    N, D = x.shape
    M = b.size
    J_x = np.kron(np.eye(N), w.T)  # (N M, N D)
    J_w = np.kron(x, np.eye(M))  # (N M, D M)
    J_b = np.kron(np.ones((N, 1)), np.eye(M))  # (N M, M)
    g = dout.reshape(1, -1)
    return (g @ J_x).reshape(x.shape), (g @ J_w).reshape(w.shape), (g @ J_b).reshape(-1)


def relu_forward(x):
    return np.max([x, np.zeros_like(x)], axis=0), x


def relu_backward(dout, cache):
    J = np.diag(np.heaviside(cache.ravel(), 0))
    return (dout.ravel() @ J).reshape(dout.shape)


def softmax_loss(x, y):
    loss, dx = 0, np.zeros_like(x)
    for n, (s, c) in enumerate(zip(x, y)):
        p = np.exp(s - np.max(s))
        p /= p.sum()
        J = np.diag(p) - np.outer(p, p)
        e = np.eye(len(s))[c]
        loss += -np.log(p @ e)
        dx[n] = J @ (-e / p[c])
    return loss / len(x), dx / len(x)
