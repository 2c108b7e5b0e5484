class Net:
    def __init__(self, W):
        self.W = W

    def backward(self, x, do, rate):
        self.W -= rate * x.T @ do
