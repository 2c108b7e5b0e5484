# expect: ending = finished
# expect: loses = none
#!/usr/bin/env python3
import argparse
import sys

import numpy as np


def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)


def softmax_loss(x, y):
    z = x - x.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    loss = -logp[np.arange(len(y)), y].mean()
    dx = np.exp(logp)
    dx[np.arange(len(y)), y] -= 1
    return loss, dx / len(y)


def train(steps, rate):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(64, 2))
    Y = (X[:, 0] * X[:, 1] > 0).astype(int)
    w1, b1 = rng.normal(size=(2, 16)), np.zeros(16)
    w2, b2 = rng.normal(size=(16, 2)), np.zeros(2)
    for step in range(steps):
        h, c1 = affine_forward(X, w1, b1)
        a, cr = relu_forward(h)
        s, c2 = affine_forward(a, w2, b2)
        loss, ds = softmax_loss(s, Y)
        da, dw2, db2 = affine_backward(ds, c2)
        _, dw1, db1 = affine_backward(relu_backward(da, cr), c1)
        for p, g in ((w1, dw1), (b1, db1), (w2, dw2), (b2, db2)):
            p -= rate * g
    return loss


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=10**9)
    parser.add_argument("--rate", type=float, default=0.1)
    args = parser.parse_args()
    print(train(args.steps, args.rate))
    sys.exit(0)
