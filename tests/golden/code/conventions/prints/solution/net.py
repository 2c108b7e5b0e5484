import numpy as np


def forward(x):
    print("shape", x.shape)
    return np.tanh(x)
