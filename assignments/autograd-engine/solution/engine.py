"""Numbers that remember how they were computed, and so know their derivatives."""

import math


class Value:
    """A number `data`. `grad` collects the derivatives, at this number, of what comes out."""

    def __init__(self, data, parents=(), slopes=()):
        self.data = float(data)
        self.grad = 0.0
        self.parents = parents  # the values that it was computed from
        self.slopes = slopes  # and its derivative at each of them

    def __repr__(self):
        return f"Value({self.data}, grad={self.grad})"

    # ---- operators ----

    def __add__(self, other):
        other = as_value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        other = as_value(other)
        return Value(self.data - other.data, (self, other), (1.0, -1.0))

    def __truediv__(self, other):
        other = as_value(other)
        quotient = self.data / other.data
        return Value(quotient, (self, other), (1 / other.data, -quotient / other.data))

    def __pow__(self, exponent):
        """The exponent is a plain number."""
        slope = exponent * self.data ** (exponent - 1)
        return Value(self.data**exponent, (self,), (slope,))

    def __radd__(self, other):
        return as_value(other) + self

    def __rmul__(self, other):
        return as_value(other) * self

    def __rsub__(self, other):
        return as_value(other) - self

    def __rtruediv__(self, other):
        return as_value(other) / self

    # ---- functions ----

    def relu(self):
        slope = 1.0 if self.data > 0 else 0.0
        return Value(max(self.data, 0.0), (self,), (slope,))

    def exp(self):
        power = math.exp(self.data)
        return Value(power, (self,), (power,))

    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(math.log(self.data), (self,), (1 / self.data,))

    # ---- the way back ----

    def backward(self):
        """Add the derivatives of this value to the `grad` of everything it was computed from."""
        arrived = {self: 1.0}
        for value in reversed(in_order(self)):
            upstream = arrived[value]
            value.grad += upstream
            for parent, slope in zip(value.parents, value.slopes):
                arrived[parent] = arrived.get(parent, 0.0) + upstream * slope


def as_value(number):
    return number if isinstance(number, Value) else Value(number)


def in_order(last):
    """All that `last` was computed from, and itself: each after what it was computed from."""
    order, seen = [], set()
    waiting = [(last, False)]  # a list of its own: the depth of recursion is limited
    while waiting:
        value, is_ready = waiting.pop()
        if is_ready:
            order.append(value)
        elif value not in seen:
            seen.add(value)
            waiting.append((value, True))
            waiting.extend((parent, False) for parent in value.parents)
    return order
