import numpy as np


def backward(parameters, cache, X, Y):
    A1, m = cache["A1"], X.shape[1]
    dZ1 = (parameters["W2"].T @ (cache["A2"] - Y)) * (1 - A1**2)
    return {"dW1": dZ1 @ X.T / m, "db1": np.sum(dZ1, axis=1, keepdims=True) / m}
