"""One run: seals itself, and only then reads the program, loads it and answers calls.

Whatever the program does to this process, all that it can change is its own answers: the right
ones are elsewhere. Descriptors: 1 and 2 print, 3 brings the job and the calls, 4 takes the answers.
"""

import gc
import importlib.machinery
import inspect
import io
import os
import random
import resource
import struct
import sys
import types

import notebook
import numpy as np
import plots
import seal
import wire

JOB, ANSWERS = 3, 4
CALL_FILE = "<call>"
MISSING, FUNCTION, CLASS, VALUE = range(4)

_NOTHING = object()
# Whatever a program calls them, in a call they have their usual names.
_GIVEN = {"np": np}
if "torch" in sys.modules:
    _GIVEN["torch"] = sys.modules["torch"]


def run(pipes, limits, kernel_filter):
    """Never returns."""
    try:
        _seal(pipes, limits, kernel_filter)
        nonce, body = wire.read_frame(JOB, b"BMJ1")
        answer(nonce, wire.Values(body).value())
    except wire.HangupError:
        pass
    finally:
        os._exit(0)


def prepare():
    """What every run begins with, done once in the zygote: each page it touches is copied by fork.

    Printing goes to descriptor 1, which is a pipe here too, so that nothing takes it for a file.
    """
    reading, writing = os.pipe()
    os.dup2(writing, 1)
    os.close(writing)
    os.close(reading)
    sys.stdout = sys.stderr = io.TextIOWrapper(
        io.BufferedWriter(io.FileIO(1, "w", closefd=False), 8192),
        encoding="utf-8",
        errors="backslashreplace",
    )
    gc.set_threshold(50_000, 20, 20)  # a run is short, and looking for cycles touches every page


def _seal(pipes, limits, kernel_filter):
    seal.die_with_parent()
    job, answers, printed = pipes
    high = [os.dup2(fd, 60 + i) for i, fd in enumerate((job, answers, printed))]
    for fd, place in zip(high, (JOB, ANSWERS, 1), strict=True):
        os.dup2(fd, place)
    os.dup2(1, 2)
    os.closerange(5, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    # The hooks that give a forked process randomness of its own have not run. From a number: what
    # the libraries do without one touches a hundred pages, each of which has to be copied.
    own = int.from_bytes(os.urandom(4), "little")
    random.seed(own)
    np.random.seed(own)
    gc.enable()
    seal.limit(*limits)
    seal.gain_nothing()
    seal.filter_system_calls(kernel_filter)


# ---- loading -------------------------------------------------------------------------------------


class Files:
    """Finds the job's files as modules of one another."""

    def __init__(self, files):
        self.files = files
        self.names = {name.rpartition(".")[0]: name for name in files}

    def find_spec(self, name, path=None, target=None):
        if name not in self.names:
            return None
        return importlib.machinery.ModuleSpec(name, self, origin=self.names[name])

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        failure = execute(module, self.names[module.__name__], self.files)
        if failure is not None:
            raise failure


def execute(module, name, files):
    """Run a file in a module; the first exception, after which a notebook's next cells still run.

    That is how a person runs a notebook: a plot that fails does not undo the functions.
    """
    module.__file__ = name
    if not name.endswith(".ipynb"):
        exec(compile(files[name], name, "exec", dont_inherit=True), module.__dict__)
        return None
    first = None
    for cell in notebook.cells(files[name]):
        try:
            exec(compile(cell, name, "exec", dont_inherit=True), module.__dict__)
        except BaseException as error:
            first = first or error
    return first


def load(job):
    """The main module and the exception that ended its loading, if any did."""
    sys.argv = [job["main"]]  # as if it were run without arguments
    finder = Files(job["files"])
    sys.meta_path.insert(0, finder)
    sys.meta_path.append(plots.Finder())
    stem = job["main"].rpartition(".")[0]
    module = types.ModuleType(stem)
    sys.modules[stem] = module
    try:
        return module, execute(module, job["main"], job["files"])
    except BaseException as error:
        return module, error


def found_name(module, dotted):
    """What stands behind a name, and how many positional arguments it takes."""
    value, owner = module, None
    try:
        for part in dotted.split("."):
            owner, value = value, getattr(value, part)
    except BaseException:
        return MISSING, -1, -1
    if not callable(value):
        return VALUE, -1, -1
    kind = CLASS if isinstance(value, type) else FUNCTION
    if owner is module and type(value) is types.FunctionType and not value.__dict__:
        return kind, *_plain_counts(value)
    try:
        parameters = list(inspect.signature(value).parameters.values())
    except BaseException:
        return kind, -1, -1
    if parameters and _takes_self(owner, value, dotted.rpartition(".")[2]):
        parameters = parameters[1:]
    return kind, *_counts(parameters)


def _plain_counts(function):
    """What its signature would tell, read from where that would read it."""
    code = function.__code__
    least = code.co_argcount - len(function.__defaults__ or ())
    return least, -1 if code.co_flags & inspect.CO_VARARGS else code.co_argcount


def _takes_self(owner, value, name):
    if not isinstance(owner, type) or not inspect.isfunction(value):
        return False
    return not isinstance(inspect.getattr_static(owner, name), staticmethod)


def _counts(parameters):
    plain = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    least = sum(1 for p in plain if p.default is p.empty)
    endless = any(p.kind is p.VAR_POSITIONAL for p in parameters)
    return least, -1 if endless else len(plain)


# ---- answering -----------------------------------------------------------------------------------


def answer(nonce, job):
    module, error = load(job)
    head = packed_failure(error, job["files"])
    names = [found_name(module, name) for name in job["names"]]
    packed = [struct.pack("<Bhh", kind, min(a, 999), min(b, 999)) for kind, a, b in names]
    flush()
    wire.write_frame(ANSWERS, b"BML1", nonce, head + b"".join(packed))
    codes = {}
    while True:
        asked, body = wire.read_frame(JOB, b"BMC1")
        reply = one_call(module, wire.Values(body), (job, codes))
        flush()
        wire.write_frame(ANSWERS, b"BMR1", asked, reply)


def one_call(module, values, kept):
    job, codes = kept
    text, outputs, echo, inputs = (values.value() for _ in range(4))
    names = dict(module.__dict__)
    names.update(_GIVEN, **inputs)
    error = None
    try:
        code = codes.get(text)
        if code is None:
            code = codes[text] = compile(text, CALL_FILE, "exec", dont_inherit=True)
        exec(code, names)
    except BaseException as raised:
        error = raised
    head = packed_failure(error, job["files"])
    if error is not None:
        return head
    most = job["array_bytes"]
    items = [packed_named(names, name, most) for name in outputs]
    items += [packed_named(inputs, name, most) for name in echo]
    return head + b"".join(items)


def packed_named(names, name, most):
    value = names.get(name, _NOTHING)
    if value is _NOTHING:
        return struct.pack("<B", wire.NOT_ASSIGNED) + wire.packed_text(name, 100)
    return wire.packed_output(value, most)


def packed_failure(error, files):
    """No failure is one byte; else type, message and the innermost place in the job's files."""
    if error is None:
        return b"\0"
    try:
        message = str(error)
    except BaseException:
        message = ""
    try:
        file, line = _place(error, files)
        name = type(error).__name__
    except BaseException:
        file, line, name = "", 0, "Exception"
    return b"".join(
        (
            b"\1",
            wire.packed_text(name if isinstance(name, str) else "Exception", 100),
            wire.packed_text(message if isinstance(message, str) else "", 1000),
            wire.packed_text(file, 200),
            struct.pack("<I", min(max(line, 0), 2**31)),
        )
    )


def _place(error, files):
    file, line = "", 0
    if isinstance(error, SyntaxError) and error.filename in files:
        file, line = error.filename, error.lineno or 0
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name in files:
            file, line = name, trace.tb_lineno or 0
        trace = trace.tb_next
    return file, line


def flush():
    try:
        sys.stdout.flush()
        if sys.stderr is not sys.stdout:
            sys.stderr.flush()
    except BaseException:
        return
