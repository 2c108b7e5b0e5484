def gradient(p, Y):
    return (p - Y) / Y.shape[1]
