import numpy as np


def loss(O, Y):
    e = O - Y
    return np.mean(e**2), 2 * e / e.size
