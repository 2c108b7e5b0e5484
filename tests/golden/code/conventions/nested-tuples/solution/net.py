def backward(dA, cache):
    (A, W, b), Z = cache
    dZ = dA * (Z > 0)
    return W.T @ dZ, dZ @ A.T / A.shape[1]
