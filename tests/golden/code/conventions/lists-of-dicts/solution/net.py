def forward(network, x):
    for layer in network:
        for unit in layer:
            unit["output"] = sum(w * v for w, v in zip(unit["weights"], x))
        x = [unit["output"] for unit in layer]
    return x
