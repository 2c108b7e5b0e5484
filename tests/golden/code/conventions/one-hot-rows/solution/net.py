def gradient(p, Y):
    return (p - Y) / len(Y)
