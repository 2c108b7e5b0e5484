def backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)
