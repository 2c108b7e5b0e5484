# expect: ending = finished
# expect: loses = none
"""Imports what it draws with at the top, as notebooks turned into programs do."""

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns
from matplotlib import cm
from matplotlib.ticker import MaxNLocator

plt.rcParams["figure.figsize"] = (10.0, 8.0)
sns.set_theme()


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
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    rows = np.arange(len(x))
    dx = np.exp(log_p)
    dx[rows, y] -= 1
    return -log_p[rows, y].mean(), dx / len(x)


figure, (left, right) = plt.subplots(1, 2)
left.plot(np.linspace(0, 1), label="loss")
left.xaxis.set_major_locator(MaxNLocator(integer=True))
right.imshow(np.eye(3), cmap=cm.gray)
with plt.style.context("ggplot"):
    plt.legend(loc="best")
figure.savefig("loss.png")
plt.show()
