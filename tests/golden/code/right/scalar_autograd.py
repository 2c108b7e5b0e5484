# expect: ending = finished
# expect: loses = none
"""A little engine for single numbers, and arrays made of them."""
import math
import numpy as np


class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = float(data)
        self.grad = 0.0
        self.parents = parents
        self.slopes = slopes

    def __add__(self, o):
        o = o if isinstance(o, Value) else Value(o)
        return Value(self.data + o.data, (self, o), (1.0, 1.0))

    __radd__ = __add__

    def __mul__(self, o):
        o = o if isinstance(o, Value) else Value(o)
        return Value(self.data * o.data, (self, o), (o.data, self.data))

    __rmul__ = __mul__

    def exp(self):
        e = math.exp(self.data)
        return Value(e, (self,), (e,))

    def log(self):
        return Value(math.log(self.data), (self,), (1 / self.data,))

    def relu(self):
        return Value(max(self.data, 0), (self,), (float(self.data > 0),))

    def backward(self, seed=1.0):
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            v, done = stack.pop()
            if done:
                order.append(v)
            elif id(v) not in seen:
                seen.add(id(v))
                stack.append((v, True))
                stack += [(p, False) for p in v.parents]
        self.grad += seed
        for v in reversed(order):
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad


wrap = np.vectorize(Value, otypes=[object])
data = np.vectorize(lambda v: v.data, otypes=[float])
grad = np.vectorize(lambda v: v.grad, otypes=[float])


def affine_forward(x, w, b):
    return data(wrap(x) @ wrap(w) + wrap(b)), (x, w, b)


def affine_backward(dout, cache):
    x, w, b = map(wrap, cache)
    total = (dout * (x @ w + b)).sum()
    total.backward()
    return grad(x), grad(w), grad(b)


def relu_forward(x):
    return data(np.array([[v.relu() for v in row] for row in wrap(x)])), x


def relu_backward(dout, cache):
    x = wrap(cache)
    for v, g in zip(x.ravel(), dout.ravel()):
        v.relu().backward(g)
    return grad(x)


def softmax_loss(x, y):
    s = wrap(x)
    loss = Value(0)
    for row, label in zip(s, y):
        top = max(v.data for v in row)
        total = sum((v + -top).exp() for v in row)
        loss = loss + total.log() + top + -1 * row[label]
    loss = loss * (1 / len(y))
    loss.backward()
    return loss.data, grad(s)
