# expect: ending = finished
# expect: loses = none
import numpy as np

affine_forward = lambda x, w, b: (x @ w + b, (x, w, b))
affine_backward = lambda dout, cache: (lambda x, w, b: (dout @ w.T, x.T @ dout, dout.sum(0)))(*cache)
relu_forward = lambda x: (np.maximum(x, 0), x)
relu_backward = lambda dout, cache: dout * (cache > 0)
shift = lambda x: x - x.max(1, keepdims=True)
softmax = lambda x: (lambda e: e / e.sum(1, keepdims=True))(np.exp(shift(x)))
onehot = lambda y, c: np.eye(c)[y]
softmax_loss = lambda x, y: (
    -np.log(softmax(x)[np.arange(len(y)), y]).mean(),
    (softmax(x) - onehot(y, x.shape[1])) / len(y),
)
