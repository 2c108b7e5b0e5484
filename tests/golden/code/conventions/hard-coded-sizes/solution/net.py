import numpy as np


def backward(x, do):
    n = len(x)
    dw = np.zeros((x.shape[1], do.shape[1]))
    for i in range(n):
        dw += np.outer(x[i], do[i])
    return dw
