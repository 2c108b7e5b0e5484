# expect: ending = finished
# expect: loses = none
"""Knocks at the parts of the kernel where holes were found before."""

import ctypes
import errno
import platform

import numpy as np

COLUMN = {"x86_64": 0, "aarch64": 1}[platform.machine()]
# Numbers by machine, and arguments: harmless, mostly invalid, which only a kernel that does not
# refuse the call finds out.
CALLS = {
    "bpf": (321, 280, (0, 0, 0)),
    "io_uring_setup": (425, 425, (4, 0)),
    "perf_event_open": (298, 241, (0, 0, -1, -1, 0)),
    "userfaultfd": (323, 282, (1,)),
    "init_module": (175, 105, (0, 0, 0)),
    "finit_module": (313, 273, (-1, 0, 0)),
    "kexec_load": (246, 104, (0, 0, 0, 0)),
    "name_to_handle_at": (303, 264, (-1, 0, 0, 0, 0)),
    "open_by_handle_at": (304, 265, (-1, 0, 0)),
    "splice": (275, 76, (-1, 0, -1, 0, 1, 0)),
    "vmsplice": (278, 75, (-1, 0, 1, 0)),
    "modify_ldt": (154, None, (0, 0, 0)),
    "landlock_create_ruleset": (444, 444, (0, 0, 1)),
    "seccomp": (317, 277, (2, 0, 0)),
    "personality": (135, 92, (4294967295,)),
    "syslog": (103, 116, (10, 0, 0)),
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
