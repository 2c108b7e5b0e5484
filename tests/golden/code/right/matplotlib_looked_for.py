# expect: ending = finished
# expect: loses = none
try:
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    HAVE_PLT = True
except ImportError as e:
    print("no plots today:", e)
    plt = None
    HAVE_PLT = False
try:
    from tqdm import tqdm
except ModuleNotFoundError:
    def tqdm(it, **kwargs):
        return it

import numpy as np


def affine_forward(x, w, b):
    out = np.stack([row @ w + b for row in tqdm(x, desc="rows")])
    if HAVE_PLT:
        plt.imshow(out)
    return out, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    return np.where(x > 0, x, 0), x


def relu_backward(dout, cache):
    return dout * np.where(cache > 0, 1, 0)


def softmax_loss(x, y):
    n = x.shape[0]
    z = x - np.max(x, axis=1).reshape(-1, 1)
    p = np.exp(z) / np.sum(np.exp(z), axis=1).reshape(-1, 1)
    loss = np.sum(-np.log(p[range(n), list(y)])) / n
    dx = p
    dx[range(n), list(y)] -= 1
    dx /= n
    if plt is not None:
        plt.plot(loss)
        plt.show()
    return loss, dx
