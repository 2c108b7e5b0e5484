"""Waits with everything imported, and forks one child for each run. Reads no byte of a program.

Arguments: the control socket's descriptor, "yes" where children take namespaces of their own, and
the folders that may be read. Control messages: RUN brings three pipes and the limits, KILL ends the
child; READY and ENDED are answers. When the other end of the socket is gone, everything ends.
"""

import gc
import os
import select
import signal
import socket
import struct
import sys

RUN = struct.Struct("<4sQI")
ENDED = struct.Struct("<4siddQ")
NAMESPACES = 0x10000000 | 0x20000000 | 0x08000000 | 0x04000000  # user, pid, ipc, uts

# What many programs import is served from memory; the rest is read when it is wanted. Every run
# pays for what is here, about 50 us for each MB (`from numpy import *` would bring 8 MB more).
PRELOADED = (
    "abc base64 bisect builtins cmath collections contextlib copy csv dataclasses datetime decimal "
    "enum fractions functools glob heapq importlib inspect io itertools json math numbers operator "
    "os os.path pickle pprint queue random re string struct sys textwrap threading time timeit "
    "tokenize traceback types typing warnings weakref "
    "numpy numpy.fft numpy.lib.stride_tricks numpy.linalg numpy.random"
)


def main(arguments):
    control = socket.socket(fileno=int(arguments[0]))
    own_namespaces = NAMESPACES if arguments[1] == "yes" else 0
    sys.path[:] = [path for path in sys.path if not path.endswith(".zip")]
    import seal

    abi = seal.landlock_abi()
    seal.gain_nothing()
    if abi:
        seal.leave_only([folder for folder in arguments[2:] if os.path.exists(folder)], abi)
    warm_up()
    import child

    child.prepare()
    kernel_filter = seal.kernel_form(seal.system_call_filter())
    seal.limit_for_good()
    idle = seal.idle_address_space()
    gc.collect()
    gc.freeze()
    gc.disable()
    control.send(f"READY landlock={abi} idle={idle} user={os.getuid()}".encode())
    while True:
        serve(control, child, (seal, own_namespaces, kernel_filter, idle))


def warm_up():
    import importlib
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in PRELOADED.split():
            importlib.import_module(name)
        try:
            import torch

            torch.set_num_threads(1)
            (torch.ones(2, 2, requires_grad=True) @ torch.ones(2, 2)).sum().backward()
        except ImportError:
            pass
    import numpy as np

    square = np.random.default_rng(1).normal(size=(8, 8))
    np.linalg.solve(square @ square.T + np.eye(8), np.exp(square).max(axis=0))
    np.einsum("ij,jk->ik", square, square)
    repr(square)


def serve(control, child, parts):
    """One run, from its RUN to its ENDED."""
    seal, namespaces, kernel_filter, idle = parts
    message, pipes, _, _ = socket.recv_fds(control, 64, 3)
    if not message:
        os._exit(0)
    if message[:4] != b"RUN!":  # a KILL that came too late
        return
    _, memory, cpu_s = RUN.unpack(message)
    pid, handle = seal.clone_child(namespaces)
    if pid == 0:
        child.run(pipes, (idle + memory, cpu_s), kernel_filter[0])
    for pipe in pipes:
        os.close(pipe)
    wait(control, handle)
    _, status, used = os.wait4(pid, 0)
    os.close(handle)
    control.send(ENDED.pack(b"END!", status, used.ru_utime, used.ru_stime, used.ru_maxrss))


def wait(control, handle):
    """Until the child has ended; kills it when told to, or when nobody is there any more."""
    waiting = select.poll()
    waiting.register(control, select.POLLIN)
    waiting.register(handle, select.POLLIN)
    while True:
        ready = dict(waiting.poll())
        if handle in ready:
            return
        if ready:
            told = control.recv(64)
            signal.pidfd_send_signal(handle, signal.SIGKILL)
            waiting.unregister(control)
            if not told:
                os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
