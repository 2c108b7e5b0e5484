"""Numbers that remember how they were computed, and so know their derivatives."""

import math


class Value:
    """A number `data`. `grad` collects the derivatives, at this number, of what comes out."""

    def __init__(self, data):
        self.data = float(data)
        self.grad = 0.0
        # TODO: what has to be remembered for the way back?

    def __repr__(self):
        return f"Value({self.data}, grad={self.grad})"

    # ---- operators: `other` is a Value or a plain number ----

    def __add__(self, other):
        # TODO: self + other
        raise NotImplementedError

    def __mul__(self, other):
        # TODO: self * other
        raise NotImplementedError

    def __neg__(self):
        # TODO: -self
        raise NotImplementedError

    def __sub__(self, other):
        # TODO: self - other
        raise NotImplementedError

    def __truediv__(self, other):
        # TODO: self / other
        raise NotImplementedError

    def __pow__(self, exponent):
        """The exponent is a plain number."""
        # TODO: self ** exponent
        raise NotImplementedError

    def __radd__(self, other):
        # TODO: other + self, where other is a plain number
        raise NotImplementedError

    def __rmul__(self, other):
        # TODO: other * self
        raise NotImplementedError

    def __rsub__(self, other):
        # TODO: other - self
        raise NotImplementedError

    def __rtruediv__(self, other):
        # TODO: other / self
        raise NotImplementedError

    # ---- functions ----

    def relu(self):
        # TODO: max(self, 0)
        raise NotImplementedError

    def exp(self):
        # TODO: e to the power of self
        raise NotImplementedError

    def tanh(self):
        # TODO: the hyperbolic tangent
        raise NotImplementedError

    def log(self):
        # TODO: the natural logarithm
        raise NotImplementedError

    # ---- the way back ----

    def backward(self):
        """Add the derivatives of this value to the `grad` of everything it was computed from."""
        # TODO: every value once, and only when all that arrives at it has arrived.
        raise NotImplementedError
