class Tensor:
    def __init__(self, data):
        self.data, self.g = data, None


def matmul_backward(x, w, dout):
    x.g = dout @ w.data.T
    w.g = x.data.T @ dout
