# expect: ending = finished
# expect: loses = none
# expect: says = affine_forward: x (
import sys
import numpy as np

print("numpy", np.__version__)


def affine_forward(x, w, b):
    print("affine_forward: x", x.shape, "w", w.shape, "b", b.shape)
    print(x)
    out = x @ w + b
    print("out =", out, file=sys.stderr)
    return out, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    print(f"{dout = }")
    print("#" * 40, flush=True)
    dx, dw, db = dout @ w.T, x.T @ dout, dout.sum(axis=0)
    sys.stdout.write("dx %s\n" % (dx.shape,))
    return dx, dw, db


def relu_forward(x):
    print("relu \u2265 0 \U0001f600", end="")
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    print("zeros:", (cache == 0).sum())
    return np.where(cache > 0, dout, 0)


def softmax_loss(x, y):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    print("p sums to", p.sum(axis=1))
    loss = -np.log(p[np.arange(len(y)), y]).mean()
    print("loss", loss)
    dx = p.copy()
    dx[np.arange(len(y)), y] -= 1
    return loss, dx / len(y)
