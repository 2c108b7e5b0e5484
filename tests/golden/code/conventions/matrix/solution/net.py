def backward(x, do):
    return x.T * do
