def accumulate(step, x, do, rate):
    step -= rate * x.T @ do
    return step
