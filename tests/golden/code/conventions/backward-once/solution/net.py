class Once:
    def forward(self, x):
        self.cache = [x]

    def backward(self, do):
        return do * (self.cache.pop() > 0)
