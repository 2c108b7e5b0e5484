"""Leaves all that a program can leave behind; JSON lines on standard output say what it has made.

Every trace bears the token: a file its name, what has a key the number, a key its description.
"""

import ctypes
import json
import os
import signal
import tempfile
import time

import numpy as np

TOKEN = "TOKEN"
KEY = int(TOKEN, 16) & 0x7FFFFFFF
FOLDERS = ("/", "/tmp", "/var/tmp", "/dev/shm", "/run", "/dev/mqueue", os.getcwd())
# By machine: shmget, semget, msgget, mq_open, add_key.
NUMBERS = {"x86_64": (29, 64, 68, 240, 248), "aarch64": (194, 190, 186, 180, 217)}
SHMGET, SEMGET, MSGGET, MQ_OPEN, ADD_KEY = NUMBERS[os.uname().machine]
LIBC = ctypes.CDLL(None, use_errno=True)
CREATE = 0o1600


def system_call(*arguments):
    return LIBC.syscall(*arguments) >= 0


def files():
    made = 0
    for folder in {*FOLDERS, tempfile.gettempdir(), os.path.dirname(np.__file__)}:
        try:
            with open(os.path.join(folder, f"left-{TOKEN}"), "w") as file:
                file.write(TOKEN)
            made += 1
        except OSError:
            continue
    return made > 0


def process():
    """Of a session of its own, with nobody above it, deaf to what can be ignored."""
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            os.closerange(0, 64)
            time.sleep(60)
        os._exit(0)
    os.wait()
    return True


def shared_memory():
    return system_call(SHMGET, KEY, ctypes.c_size_t(4096), CREATE)


def semaphores():
    return system_call(SEMGET, KEY, 1, CREATE)


def messages():
    return system_call(MSGGET, KEY, CREATE)


def posix_queue():
    return system_call(MQ_OPEN, f"left-{TOKEN}".encode(), os.O_CREAT | os.O_RDWR, 0o600, None)


def keyring():
    return system_call(ADD_KEY, b"user", TOKEN.encode(), b"x", ctypes.c_size_t(1), -4)


for leave in (files, shared_memory, semaphores, messages, posix_queue, keyring, process):
    try:
        if leave():
            print(json.dumps(leave.__name__), flush=True)
    except OSError:
        pass


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
    e = np.exp(x - x.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(len(y)), y]).mean()
    return loss, (p - np.eye(x.shape[1])[y]) / len(y)
