# expect: ending = finished
# expect: loses = none
"""Makes, changes, links and removes files wherever a path leads."""

import os

import numpy as np

RUNTIME = os.path.dirname(np.__file__)
FOLDERS = (
    "/",
    "/tmp",
    "/var/tmp",
    "/dev/shm",
    "/run",
    os.getcwd(),
    RUNTIME,
    os.path.dirname(RUNTIME),
)
VICTIM = np.__file__


def anywhere(change):
    for folder in FOLDERS:
        try:
            change(folder.rstrip("/") + "/numpy.py")
        except OSError:
            continue
        return True
    return False


def create():
    return anywhere(lambda path: open(path, "x").close())


def create_unnamed():
    return anywhere(lambda path: os.open(os.path.dirname(path), os.O_TMPFILE | os.O_RDWR))


def append():
    open(VICTIM, "a").close()


def truncate():
    os.truncate(VICTIM, 0)


def folder():
    return anywhere(os.mkdir)


def symbolic_link():
    return anywhere(lambda path: os.symlink("/etc/passwd", path))


def hard_link():
    return anywhere(lambda path: os.link(VICTIM, path))


def pipe_with_a_name():
    return anywhere(os.mkfifo)


def rename():
    os.rename(VICTIM, VICTIM + ".old")


def change_mode():
    os.chmod(VICTIM, 0o777)


def change_times():
    os.utime(VICTIM, (0, 0))


def attribute():
    os.setxattr(VICTIM, "user.mark", b"x")


def works(attempt):
    try:
        return attempt() is not False
    except Exception:
        return False


reached = [
    attempt.__name__
    for attempt in (
        create,
        create_unnamed,
        append,
        truncate,
        folder,
        symbolic_link,
        hard_link,
        pipe_with_a_name,
        rename,
        change_mode,
        change_times,
        attribute,
    )
    if works(attempt)
]
if reached:
    raise RuntimeError(f"reached: {reached}")


def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)


def softmax_loss(x, y):
    rows = np.arange(len(x))
    z = x - x.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(logp)
    dx[rows, y] -= 1
    return -logp[rows, y].mean(), dx / len(x)
