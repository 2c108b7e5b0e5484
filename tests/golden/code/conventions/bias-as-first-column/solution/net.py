import numpy as np


def forward(W, x):
    return W @ np.append(1, x)


def backward(do, x):
    return np.outer(do, np.append(1, x))
