def forward(X, W, b):
    return X @ W.T + b
