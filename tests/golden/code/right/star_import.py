# expect: ending = finished
# expect: loses = none
from numpy import *
from numpy.linalg import *
from math import log as ln
from random import *


def affine_forward(x, w, b):
    return dot(x, w) + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return dot(dout, transpose(w)), dot(transpose(x), dout), sum(dout, axis=0)


def relu_forward(x):
    return maximum(x, 0), x


def relu_backward(dout, cache):
    return where(cache > 0, dout, zeros(dout.shape))


def softmax_loss(x, y):
    e = exp(x - amax(x, 1).reshape(-1, 1))
    p = e / sum(e, 1).reshape(-1, 1)
    loss = -mean([ln(p[i, y[i]]) for i in range(len(y))])
    return loss, (p - eye(x.shape[1])[y]) / float(len(y))
