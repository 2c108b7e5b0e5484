import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def dsigmoid(z):
    return sigmoid(z) * (1 - sigmoid(z))


def dtanh(z):
    return 1 - np.tanh(z) ** 2


def dleaky(z):
    return np.where(z > 0, 1, 0.01)
