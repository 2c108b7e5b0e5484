# expect: ending = finished
# expect: loses = none
import numpy as np


def affine_forward(x, w, b):
    assert x.ndim == 2 and w.ndim == 2 and b.ndim == 1
    assert x.flags.owndata or x.base is not None
    out = x @ w + b
    assert out.shape == (x.shape[0], w.shape[1]), out.shape
    return out, (x, w, b)


def affine_backward(dout, cache):
    assert isinstance(cache, tuple) and len(cache) == 3
    x, w, b = cache
    assert all(isinstance(a, np.ndarray) and a.dtype == float for a in (dout, x, w, b))
    dx, dw, db = dout @ w.T, x.T @ dout, dout.sum(axis=0)
    assert dx.shape == x.shape and dw.shape == w.shape and db.shape == b.shape
    return dx, dw, db


def relu_forward(x):
    out = np.maximum(x, 0)
    assert (out >= 0).all()
    return out, x


def relu_backward(dout, cache):
    assert type(cache) is np.ndarray
    dx = dout * (cache > 0)
    assert not np.isnan(dx).any()
    return dx


def softmax_loss(x, y):
    assert y.dtype.kind == "i" and y.shape == (len(x),)
    e = np.exp(x - x.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    assert np.allclose(p.sum(axis=1), 1)
    loss = -np.log(p[np.arange(len(y)), y]).mean()
    dx = (p - np.eye(x.shape[1])[y]) / len(y)
    assert np.isscalar(loss) and np.allclose(dx.sum(axis=1), 0)
    return loss, dx
