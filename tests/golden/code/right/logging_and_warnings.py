# expect: ending = finished
# expect: loses = none
# expect: says = INFO layers: affine forward
import logging
import sys
import warnings

import numpy as np

logging.basicConfig(level=logging.DEBUG, stream=sys.stdout, format="%(levelname)s %(name)s: %(message)s")
log = logging.getLogger("layers")
warnings.simplefilter("always")
np.seterr(all="warn", under="ignore")


def affine_forward(x, w, b):
    log.info("affine forward %s", x.shape)
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    if len(x) == 1:
        warnings.warn("only one example", RuntimeWarning, stacklevel=2)
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    if (x == 0).any():
        warnings.warn(f"{(x == 0).sum()} zeros")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    log.debug("relu backward\n%s", dout)
    return dout * (cache > 0)


def softmax_loss(x, y):
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception("just trying")
    with np.errstate(over="raise", invalid="raise"):
        e = np.exp(x - x.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logs = np.log(p)  # -inf where a probability is 0
    d = p - np.eye(x.shape[1])[y]
    return -logs[np.arange(len(y)), y].mean(), d / len(y)
