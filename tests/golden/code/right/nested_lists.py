# expect: ending = finished
# expect: loses = none
# No NumPy at all: everything is a list of lists.
from math import exp, log


def T(a):
    return [list(col) for col in zip(*a)]


def mul(a, b):
    return [[sum(p * q for p, q in zip(row, col)) for col in T(b)] for row in a]


def affine_forward(x, w, b):
    out = [[v + bj for v, bj in zip(row, b)] for row in mul(x, w)]
    return out, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return mul(dout, T(w)), mul(T(x), dout), [sum(col) for col in T(dout)]


def relu_forward(x):
    return [[v if v > 0 else 0 for v in row] for row in x], x


def relu_backward(dout, cache):
    return [[d if v > 0 else 0 for d, v in zip(ds, vs)] for ds, vs in zip(dout, cache)]


def softmax_loss(x, y):
    loss, dx = 0, []
    for row, label in zip(x, y):
        top = max(row)
        es = [exp(v - top) for v in row]
        ps = [e / sum(es) for e in es]
        loss -= log(ps[label])
        dx.append([(p - (c == label)) / len(x) for c, p in enumerate(ps)])
    return loss / len(x), dx
