import numpy as np


class Sigmoid:
    def forward(self, z):
        self.A = 1 / (1 + np.exp(-z))
        return self.A

    def backward(self):
        return self.A * (1 - self.A)
