# expect: ending = finished
# expect: loses = none
"""No def at all."""

import numpy as np

affine_forward = lambda x, w, b: (x @ w + b, (x, w, b))
affine_backward = lambda dout, c: (dout @ c[1].T, c[0].T @ dout, dout.sum(0))
relu_forward = lambda x: (x * (x > 0), x)
relu_backward = lambda dout, x: dout * (x > 0)
log_p = lambda z: z - np.log(np.exp(z).sum(1, keepdims=True))
one_hot = lambda x, y: np.eye(x.shape[1])[y]
softmax_loss = lambda x, y: (
    -(lp := log_p(x - x.max(1, keepdims=True)))[np.arange(len(x)), y].mean(),
    (np.exp(lp) - one_hot(x, y)) / len(x),
)
