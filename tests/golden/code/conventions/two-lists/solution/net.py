def backprop(x, do, W):
    dx = W.T @ do
    return [dx, do], [dx @ x.T, do @ x.T]
