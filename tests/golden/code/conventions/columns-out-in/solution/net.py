def backward(dout, X, W):
    return W.T @ dout, dout @ X.T, dout.sum(axis=1, keepdims=True)
