def relu_(x):
    x[x < 0] = 0
