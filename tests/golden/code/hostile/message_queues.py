# expect: ending = finished
# expect: loses = none
"""Makes ways to talk to another run: queues, semaphores, pipes, watches."""

import ctypes
import errno
import platform

import numpy as np

COLUMN = {"x86_64": 0, "aarch64": 1}[platform.machine()]
# Numbers by machine, and arguments: harmless, mostly invalid, which only a kernel that does not
# refuse the call finds out.
CALLS = {
    "msgget": (68, 186, (0, 896)),
    "semget": (64, 190, (0, 1, 896)),
    "mq_open": (240, 180, (0, 66, 384, 0)),
    "mq_unlink": (241, 181, (0,)),
    "pipe2": (293, 59, (0, 0)),
    "eventfd2": (290, 19, (0, 0)),
    "inotify_init1": (294, 26, (0,)),
    "fanotify_init": (300, 262, (0, 0)),
}
LIBC = ctypes.CDLL(None, use_errno=True)


def reaches(number, arguments):
    ctypes.set_errno(0)
    result = LIBC.syscall(*(ctypes.c_long(one) for one in (number, *arguments)))
    return result != -1 or ctypes.get_errno() not in (errno.EPERM, errno.ENOSYS)


reached = []
for name, (*numbers, arguments) in CALLS.items():
    if numbers[COLUMN] is not None and reaches(numbers[COLUMN], arguments):
        reached.append(name)
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
