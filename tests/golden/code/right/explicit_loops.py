# expect: ending = finished
# expect: loses = none
import numpy as np
import math


def affine_forward(x, w, b):
    N = x.shape[0]
    D = x.shape[1]
    M = w.shape[1]
    out = np.zeros((N, M))
    for i in range(N):
        for j in range(M):
            s = 0
            for k in range(D):
                s += x[i][k] * w[k][j]
            out[i][j] = s + b[j]
    cache = (x, w, b)
    return out, cache


def affine_backward(dout, cache):
    x, w, b = cache
    N = x.shape[0]
    D = x.shape[1]
    M = w.shape[1]
    dx = np.zeros((N, D))
    dw = np.zeros((D, M))
    db = np.zeros(M)
    for i in range(N):
        for j in range(M):
            db[j] += dout[i][j]
            for k in range(D):
                dx[i][k] += dout[i][j] * w[k][j]
                dw[k][j] += dout[i][j] * x[i][k]
    return dx, dw, db


def relu_forward(x):
    out = np.zeros(x.shape)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            if x[i][j] > 0:
                out[i][j] = x[i][j]
    return out, x


def relu_backward(dout, cache):
    dx = np.zeros(dout.shape)
    for i in range(dout.shape[0]):
        for j in range(dout.shape[1]):
            if cache[i][j] > 0:
                dx[i][j] = dout[i][j]
    return dx


def softmax_loss(x, y):
    N, C = x.shape
    loss = 0
    dx = np.zeros((N, C))
    for i in range(N):
        m = x[i][0]
        for c in range(C):
            if x[i][c] > m:
                m = x[i][c]
        total = 0
        for c in range(C):
            total += math.exp(x[i][c] - m)
        for c in range(C):
            p = math.exp(x[i][c] - m) / total
            if c == y[i]:
                loss -= math.log(p)
                dx[i][c] = (p - 1) / N
            else:
                dx[i][c] = p / N
    return loss / N, dx
