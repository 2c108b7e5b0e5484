# expect: ending = finished
# expect: loses = none
import contextlib
import datetime
import io
import os
import platform
import tempfile
import time
from pathlib import Path

import numpy as np

STARTED = datetime.datetime.now()
HERE = Path(__file__).resolve().parent if "__file__" in globals() else Path.cwd()
USER = os.environ.get("USER", platform.node())
try:
    os.makedirs(HERE / "plots", exist_ok=True)
    log_file = open(os.path.join(tempfile.gettempdir(), "train.log"), "w")
except OSError:
    log_file = io.StringIO()


@contextlib.contextmanager
def timer(name):
    start = time.time()
    yield
    print(f"{name} took {time.time() - start:.3f} s", file=log_file)


def affine_forward(x, w, b):
    with timer("affine_forward"), contextlib.redirect_stdout(io.StringIO()) as hidden:
        print("this is not shown")
        return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    with timer("affine_backward"):
        x, w, b = cache
        return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    with contextlib.suppress(FileNotFoundError):
        np.load(HERE / "weights.npy")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    time.sleep(0.001)
    return dout * (cache > 0)


def softmax_loss(x, y):
    with timer("softmax"):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        p = e / e.sum(axis=1, keepdims=True)
    with timer("loss"):
        loss = -np.log(p[np.arange(len(y)), y]).mean()
    return loss, (p - np.eye(x.shape[1])[y]) / len(y)
