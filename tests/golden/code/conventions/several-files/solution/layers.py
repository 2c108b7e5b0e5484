from activations import slope
from shapes import same


def backward(do, x):
    assert same(do, x)
    return do * slope(x)
