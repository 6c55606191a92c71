"""A Keras model with weights that a test can draw again."""

import zlib

import keras
import numpy as np

from hashes import hashed


def drawn(path, shape, gain):
    """What a weight is drawn by: `centre + size * hash`."""
    centre, size = 0.0, 0.2
    kind = path.split("/")[-1]
    if "variance" in kind:
        centre, size = 1.0, 0.5
    elif kind == "gamma":
        centre, size = 1.0, 0.3
    elif len(shape) >= 2:
        fan = int(np.prod(shape[:-1]))
        if "depthwise" in kind or "depthwise" in path and kind == "kernel":
            fan = shape[0] * shape[1]
        size = gain * (3.0 / max(1, fan)) ** 0.5
    return {"seed": zlib.crc32(path.encode()), "centre": centre, "size": float(np.float32(size))}


def seeded(make, gain):
    keras.backend.clear_session()
    keras.utils.set_random_seed(1)
    model = make()
    draws = []
    for i, weight in enumerate(model.weights):
        if "seed_generator" in weight.path or not np.issubdtype(np.dtype(weight.dtype), np.floating):
            continue
        shape = tuple(weight.shape)
        draw = drawn(f"{i}/{weight.path}", shape, gain)
        count = int(np.prod(shape))
        weight.assign((draw["centre"] + draw["size"] * hashed(draw["seed"], count)).astype(np.float32).reshape(shape))
        draws.append((weight, [draw["seed"], draw["centre"], draw["size"], count]))
    return model, draws
