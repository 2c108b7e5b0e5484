import numpy as np


def cost(L, W1, b1, W2, lambd, m):
    squares = np.sum(W1**2) + np.sum(W2**2)
    return L + lambd / (2 * m) * squares
