# expect: ending = finished
# expect: loses = none
import array
import struct

import numpy as np


def affine_forward(x, w, b):
    x_view = memoryview(x)
    w_view = memoryview(np.ascontiguousarray(w))
    (n, d), m = x_view.shape, w_view.shape[1]
    flat = array.array("d", bytes(8 * n * m))
    for i in range(n):
        for j in range(m):
            flat[i * m + j] = b[j] + sum(x_view[i, k] * w_view[k, j] for k in range(d))
    return np.frombuffer(flat, dtype=np.float64).reshape(n, m), (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    dw = np.frombuffer((x.T @ dout).tobytes()).reshape(w.shape)
    db = struct.unpack(f"={dout.shape[1]}d", dout.sum(axis=0).tobytes())
    return np.asarray(memoryview(dout @ w.T)), dw, db


def relu_forward(x):
    data = bytearray(x.tobytes())
    out = np.frombuffer(data).reshape(x.shape)
    out[out < 0] = 0
    return out, x


def relu_backward(dout, cache):
    return np.frombuffer(bytes(dout * (cache > 0))).reshape(dout.shape)


def softmax_loss(x, y):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    labels = memoryview(y).tolist()
    loss = -sum(np.log(p[i, c]) for i, c in enumerate(labels)) / len(labels)
    for i, c in enumerate(labels):
        p[i, c] -= 1.0
    return struct.unpack("d", struct.pack("d", loss))[0], p / len(labels)
