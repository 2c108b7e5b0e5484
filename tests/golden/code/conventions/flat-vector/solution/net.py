import numpy as np


def gradient(theta, X, do):
    W1, W2 = theta[:6].reshape(2, 3), theta[6:].reshape(4, 2)
    h = np.tanh(W1 @ X)
    dh = W2.T @ do * (1 - h**2)
    return np.concatenate([(dh @ X.T).ravel(), (do @ h.T).ravel()])
