"""What a process gives up for ever: files (Landlock), system calls (seccomp), memory and time.

Standard library only, by ctypes: this half runs where nothing else of ours can be seen. The
system calls are an allow-list; everything else fails with EPERM, and a foreign architecture kills.
"""

import ctypes
import errno
import os
import platform
import resource
import struct

LIBC = ctypes.CDLL(None, use_errno=True)

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38

# ---- system calls --------------------------------------------------------------------------------

# The most frequent first: the list is walked from its start.
_X86_64 = {
    "read": 0, "write": 1, "futex": 202, "mmap": 9, "munmap": 11, "brk": 12, "madvise": 28,
    "mremap": 25, "mprotect": 10, "rt_sigaction": 13, "rt_sigprocmask": 14, "rt_sigreturn": 15,
    "close": 3, "fstat": 5, "newfstatat": 262, "lseek": 8, "pread64": 17, "getdents64": 217,
    "stat": 4, "lstat": 6, "statx": 332, "access": 21, "faccessat": 269, "faccessat2": 439,
    "readlink": 89, "readlinkat": 267, "readv": 19, "writev": 20, "poll": 7, "ppoll": 271,
    "select": 23, "pselect6": 270, "dup": 32, "getcwd": 79, "sched_yield": 24,
    "sched_getaffinity": 204, "nanosleep": 35, "clock_nanosleep": 230, "clock_gettime": 228,
    "clock_getres": 229, "gettimeofday": 96, "times": 100, "getrusage": 98, "getrandom": 318,
    "getpid": 39, "getppid": 110, "gettid": 186, "getuid": 102, "geteuid": 107, "getgid": 104,
    "getegid": 108, "uname": 63, "sysinfo": 99, "getrlimit": 97, "sigaltstack": 131,
    "arch_prctl": 158, "set_tid_address": 218, "set_robust_list": 273, "rseq": 334,
    "membarrier": 324, "get_mempolicy": 239, "mincore": 27, "restart_syscall": 219, "exit": 60,
    "exit_group": 231,
}  # fmt: skip
_AARCH64 = {
    "read": 63, "write": 64, "futex": 98, "mmap": 222, "munmap": 215, "brk": 214, "madvise": 233,
    "mremap": 216, "mprotect": 226, "rt_sigaction": 134, "rt_sigprocmask": 135,
    "rt_sigreturn": 139, "close": 57, "fstat": 80, "newfstatat": 79, "lseek": 62, "pread64": 67,
    "getdents64": 61, "statx": 291, "faccessat": 48, "faccessat2": 439, "readlinkat": 78,
    "readv": 65, "writev": 66, "ppoll": 73, "pselect6": 72, "dup": 23, "getcwd": 17,
    "sched_yield": 124, "sched_getaffinity": 123, "nanosleep": 101, "clock_nanosleep": 115,
    "clock_gettime": 113, "clock_getres": 114, "gettimeofday": 169, "times": 153,
    "getrusage": 165, "getrandom": 278, "getpid": 172, "getppid": 173, "gettid": 178,
    "getuid": 174, "geteuid": 175, "getgid": 176, "getegid": 177, "uname": 160, "sysinfo": 179,
    "sigaltstack": 132, "set_tid_address": 96, "set_robust_list": 99, "rseq": 293,
    "membarrier": 283, "get_mempolicy": 236, "mincore": 232, "restart_syscall": 128, "exit": 93,
    "exit_group": 94,
}  # fmt: skip
# name: (audit architecture, allowed, openat, open, fcntl, ioctl, prlimit64, clone, clone3)
_MACHINES = {
    "x86_64": (0xC000003E, _X86_64, 257, 2, 72, 16, 302, 56),
    "aarch64": (0xC00000B7, _AARCH64, 56, None, 25, 29, 261, 220),
}
_CLONE3 = 435
_FCNTLS = (0, 1, 2, 3, 1030)  # F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC
_IOCTLS = (0x5401, 0x5413, 0x541B, 0x5450, 0x5451)
_WRITING = 0o3 | 0o100 | 0o1000  # O_WRONLY, O_RDWR, O_CREAT, O_TRUNC

_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16


def _fail(number):
    return 0x00050000 | number


def _line(code, value, yes=0, no=0):
    return struct.pack("<HBBI", code, yes, no, value)


def _argument(index, high=False):
    return _line(_LOAD, _ARGUMENTS_AT + 8 * index + (4 if high else 0))


def machine():
    """The tables of this architecture; OSError where there are none."""
    found = _MACHINES.get(platform.machine())
    if found is None:
        raise OSError(errno.ENOSYS, f"no list of system calls for {platform.machine()}")
    return found


def _only_if(number, test):
    """`test` decides about this system call; the next one follows where it is another."""
    return _line(_JUMP_EQUAL, number, 0, len(test) // 8) + test


def _one_of(index, values):
    test = _argument(index)
    for value in values:
        test += _line(_JUMP_EQUAL, value, 0, 1) + _line(_RETURN, _ALLOW)
    return test + _line(_RETURN, _fail(errno.EPERM))


def _reading_only(index):
    test = _argument(index) + _line(_JUMP_ANY_BIT, _WRITING, 1, 0)
    return test + _line(_RETURN, _ALLOW) + _line(_RETURN, _fail(errno.EPERM))


def _null(index):
    test = _argument(index) + _line(_JUMP_EQUAL, 0, 0, 3)
    test += _argument(index, high=True) + _line(_JUMP_EQUAL, 0, 0, 1) + _line(_RETURN, _ALLOW)
    return test + _line(_RETURN, _fail(errno.EPERM))


def system_call_filter():
    """The program for the kernel's filter."""
    architecture, allowed, openat, open_, fcntl, ioctl, prlimit, _ = machine()
    program = _line(_LOAD, _ARCHITECTURE_AT) + _line(_JUMP_EQUAL, architecture, 1, 0)
    program += _line(_RETURN, _KILL) + _line(_LOAD, _NUMBER_AT)
    if architecture == 0xC000003E:  # the x32 calls share the architecture
        program += _line(_JUMP_AT_LEAST, 0x40000000, 0, 1) + _line(_RETURN, _KILL)
    for number in allowed.values():
        program += _line(_JUMP_EQUAL, number, 0, 1) + _line(_RETURN, _ALLOW)
    program += _only_if(openat, _reading_only(2))
    if open_ is not None:
        program += _only_if(open_, _reading_only(1))
    program += _only_if(fcntl, _one_of(1, _FCNTLS))
    program += _only_if(ioctl, _one_of(1, _IOCTLS))
    program += _only_if(prlimit, _null(2))
    program += _line(_JUMP_EQUAL, _CLONE3, 0, 1) + _line(_RETURN, _fail(errno.ENOSYS))
    return program + _line(_RETURN, _fail(errno.EPERM))


def kernel_form(program):
    """The program as the kernel takes it, and what has to be kept alive with it."""
    lines = ctypes.create_string_buffer(program, len(program))
    form = struct.pack("@HxxxxxxP", len(program) // 8, ctypes.addressof(lines))
    return ctypes.create_string_buffer(form, len(form)), lines


def filter_system_calls(form):
    """From now on; needs no_new_privs."""
    _check(LIBC.prctl(22, 2, ctypes.byref(form), 0, 0), "seccomp")


# ---- Landlock ------------------------------------------------------------------------------------

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_READ_FILE = 4
_READING = 1 | _READ_FILE | 8  # execute, read a file, list a folder


def landlock_abi():
    """The version of Landlock that the kernel offers, 0 for none."""
    return max(LIBC.syscall(_CREATE, None, ctypes.c_size_t(0), 1), 0)


def leave_only(folders, abi):
    """No files but those below `folders`, to read; no TCP, abstract sockets or signals outside."""
    handled = (1 << (13 if abi == 1 else 14 if abi == 2 else 15 if abi < 5 else 16)) - 1
    rules = struct.pack("<QQQ", handled, 3 if abi >= 4 else 0, 3 if abi >= 6 else 0)
    size = 24 if abi >= 6 else 16 if abi >= 4 else 8
    ruleset = _check(LIBC.syscall(_CREATE, rules, ctypes.c_size_t(size), 0), "landlock")
    for folder in folders:
        place = os.open(folder, os.O_PATH | os.O_CLOEXEC)
        rights = _READING if os.path.isdir(folder) else _READ_FILE
        rule = struct.pack("<Qi", rights, place)
        _check(LIBC.syscall(_ADD, ruleset, 1, rule, 0), f"landlock rule for {folder}")
        os.close(place)
    _check(LIBC.syscall(_RESTRICT, ruleset, 0), "landlock")
    os.close(ruleset)


# ---- the rest ------------------------------------------------------------------------------------


def gain_nothing():
    """No program that is executed from here on gets more rights than this process has."""
    _check(LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")


def die_with_parent():
    _check(LIBC.prctl(PR_SET_PDEATHSIG, 9, 0, 0, 0), "pdeathsig")


def idle_address_space():
    """How many bytes of address space this process has: the least limit that lets a page be mapped.

    There is no /proc to ask.
    """
    before = resource.getrlimit(resource.RLIMIT_AS)
    import mmap

    low, high = 0, 1 << 40
    while high - low > 4096:
        middle = (low + high) // 2
        resource.setrlimit(resource.RLIMIT_AS, (middle, before[1]))
        try:
            mmap.mmap(-1, 4096).close()
            high = middle
        except (OSError, MemoryError):
            low = middle
    resource.setrlimit(resource.RLIMIT_AS, before)
    return high


def limit_for_good():
    """What neither a run nor the zygote needs; children inherit it. Nothing can be raised again."""
    for what, most in (
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        _lower(what, most)


def limit(address_space, cpu_s):
    """What a run may use, beside that. Nothing can be raised again."""
    _lower(resource.RLIMIT_AS, address_space)
    _lower(resource.RLIMIT_CPU, cpu_s)
    _lower(resource.RLIMIT_NPROC, 0)


def _lower(what, most):
    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


def clone_child(flags):
    """Like fork, but with namespaces; the child's pid (0 in the child) and a descriptor of it.

    Python's own hooks for forking do not run: there is one thread, and it goes on in both.
    """
    handle = ctypes.c_int(-1)
    clone = machine()[7]
    pid = ctypes.PyDLL(None, use_errno=True).syscall(
        clone, flags | 0x1000 | 17, None, ctypes.byref(handle), None, None
    )
    return _check(pid, "clone"), handle.value


def _check(result, what):
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result
