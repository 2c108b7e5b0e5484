# expect: ending = finished
# expect: loses = none
import argparse
import os
import sys

import numpy as np

parser = argparse.ArgumentParser(description="My layers")
parser.add_argument("--verbose", action="store_true")
parser.add_argument("--seed", type=int, default=int(os.environ.get("SEED", "0")))
args = parser.parse_args()
np.random.seed(args.seed)
verbose = args.verbose or len(sys.argv) > 1


def affine_forward(x, w, b):
    if verbose:
        print(x, w, b)
    return np.add(np.matmul(x, w), b), (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)


def softmax_loss(x, y):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    t = np.eye(x.shape[1])[y]
    return -np.log((p * t).sum(axis=1)).mean(), (p - t) / len(x)
