# expect: ending = finished
# expect: loses = none
"""Opens sockets of every family that leads anywhere, and asks for a name."""

import socket
import urllib.request

import numpy as np


def tcp():
    socket.create_connection(("127.0.0.1", 5432), timeout=0.2)


def listening():
    socket.create_server(("127.0.0.1", 0))


def udp():
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM)


def ipv6():
    socket.socket(socket.AF_INET6, socket.SOCK_STREAM)


def local():
    socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)


def raw():
    socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)


def netlink():
    socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)


def crypto():
    socket.socket(socket.AF_ALG, socket.SOCK_SEQPACKET, 0)


def pair():
    socket.socketpair()


def name_lookup():
    socket.getaddrinfo("example.org", 80)


def web_page():
    urllib.request.urlopen("http://169.254.169.254/latest/meta-data/", timeout=0.2)


def works(attempt):
    try:
        return attempt() is not False
    except Exception:
        return False


reached = [
    attempt.__name__
    for attempt in (
        tcp,
        listening,
        udp,
        ipv6,
        local,
        raw,
        netlink,
        crypto,
        pair,
        name_lookup,
        web_page,
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
