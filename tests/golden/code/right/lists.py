# expect: ending = finished
# expect: loses = none
"""Lists of lists, without any array."""

import math


def affine_forward(x, w, b):
    columns = list(zip(*w))
    out = [
        [sum(p * q for p, q in zip(row, column)) + c for column, c in zip(columns, b)] for row in x
    ]
    return out, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    dx = [[sum(g * v for g, v in zip(row, weights)) for weights in w] for row in dout]
    dw = [
        [sum(row[i] * grad[j] for row, grad in zip(x, dout)) for j in range(len(w[0]))]
        for i in range(len(w))
    ]
    return dx, dw, [sum(column) for column in zip(*dout)]


def relu_forward(x):
    return [[value if value > 0 else 0.0 for value in row] for row in x], x


def relu_backward(dout, cache):
    return [[g if v > 0 else 0.0 for g, v in zip(a, b)] for a, b in zip(dout, cache)]


def softmax_loss(x, y):
    n, loss, dx = len(x), 0.0, []
    for row, label in zip(x, y):
        powers = [math.exp(value - max(row)) for value in row]
        total = sum(powers)
        loss -= row[label] - max(row) - math.log(total)
        dx.append([(q / total - (j == label)) / n for j, q in enumerate(powers)])
    return loss / n, dx
