# expect: ending = finished
# expect: loses = none
"""Greek letters, as in the lecture."""

import numpy as np


def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)


def affine_backward(δ, cache):
    x, ω, β = cache
    δx = δ @ ω.T
    δω, δβ = x.T @ δ, δ.sum(axis=0)
    return δx, δω, δβ


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)


def softmax_loss(x, y):
    ζ = x - x.max(axis=1, keepdims=True)
    Σ = np.exp(ζ).sum(axis=1, keepdims=True)
    π, n = np.exp(ζ) / Σ, len(x)
    ℓ = np.log(Σ)[:, 0] - ζ[range(n), y]
    π[range(n), y] -= 1
    return ℓ.mean(), π / n
