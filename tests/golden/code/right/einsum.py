# expect: ending = finished
# expect: loses = none
import numpy as np

es = np.einsum


def affine_forward(x, w, b):
    return es("nd,dm->nm", x, w) + b[None, :], (x, w, b)


def affine_backward(dout, cache):
    x, w, _ = cache
    return es("nm,dm->nd", dout, w), es("nd,nm->dm", x, dout), es("nm->m", dout)


def relu_forward(x):
    return es("nm,nm->nm", x, (x > 0).astype(x.dtype)), x


def relu_backward(dout, cache):
    return es("...,...->...", dout, 1.0 * (cache > 0))


def softmax_loss(x, y):
    one_hot = np.eye(x.shape[1])[y]
    z = x - x.max(1)[:, None]
    log_p = z - np.log(np.exp(z).sum(1))[:, None]
    loss = -es("nc,nc->", one_hot, log_p) / len(x)
    return loss, (np.exp(log_p) - one_hot) / len(x)
