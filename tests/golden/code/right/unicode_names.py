# expect: ending = finished
# expect: loses = none
"""Schichten mit Zwischenspeicher – für die Übung am Donnerstag ☕"""
import numpy as np

ε = 1e-300


def größe(matrix):
    return matrix.shape[0]


def affine_forward(x, w, b):
    ŷ = x @ w + b
    return ŷ, (x, w, b)


def affine_backward(dout, cache):
    x, ω, β = cache
    δ = dout
    ᐃx, ᐃω = δ @ ω.T, x.T @ δ
    ᐃβ = δ.sum(axis=0)
    return ᐃx, ᐃω, ᐃβ


def relu_forward(x):
    正 = np.maximum(x, 0)
    return 正, x


def relu_backward(dout, cache):
    σ = cache > 0
    return dout * σ


def softmax_loss(x, y):
    Σ = np.sum
    μ = x.max(axis=1, keepdims=True)
    π = np.exp(x - μ)
    π = π / Σ(π, axis=1, keepdims=True)
    n = größe(x)
    𝓛 = -Σ(np.log(π[np.arange(n), y] + ε)) / n
    ᐃ = π - np.eye(x.shape[1])[y]
    return 𝓛, ᐃ / n
