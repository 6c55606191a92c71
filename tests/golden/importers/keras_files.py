"""Writes `keras-files.json`: one small Keras model in every file that Keras writes, and what Keras computes with it.

    KERAS_BACKEND=torch python tests/golden/importers/keras_files.py && npx prettier --write tests/golden/importers/keras-files.json

Needs keras 3, h5py and a backend. `whole.h5` is what `model.save` writes, `keras2.h5` the same in the layout of Keras 2, whose
weights are called `layer/kernel:0`; `model.to_json()` and `alone.weights.h5` belong together.
"""

import base64
import json
import tempfile
from pathlib import Path

import h5py
import keras
import numpy as np
from keras import layers as L

HERE = Path(__file__).parent
SHAPE = (8, 7, 3)


def net():
    """Two of most classes, a model in the model, layers whose weights are numbered in an order of their own."""
    picture = x = keras.Input(SHAPE, name="picture")
    inner = keras.Sequential(
        [L.Conv2D(4, 3, name="first"), L.BatchNormalization(name="norm"), L.ReLU(name="rectified")], name="stem"
    )
    x = inner(x)
    y = L.SeparableConv2D(4, 3, padding="same", name="wide")(x)
    y = L.DepthwiseConv2D(3, padding="same", name="deep")(y)
    y = L.BatchNormalization(scale=False, name="unscaled")(y)
    x = L.Add(name="sum")([x, y])
    x = L.Conv2D(5, 1, use_bias=False, name="thin")(x)
    x = L.GlobalAveragePooling2D(name="mean")(x)
    x = L.Dense(4, activation="relu", name="hidden")(x)
    x = L.Dropout(0.5, name="dropped")(x)
    return keras.Model(picture, L.Dense(3, name="scores")(x), name="flowers")


def keras2(source, target):
    """A whole model's file with the names of Keras 2: `group/name/kernel:0`."""
    with h5py.File(source) as read, h5py.File(target, "w") as write:
        write.attrs["keras_version"] = "2.15.0"
        write.attrs["backend"] = "tensorflow"
        write.attrs["model_config"] = read.attrs["model_config"]
        weights = write.create_group("model_weights")
        weights.attrs["layer_names"] = read["model_weights"].attrs["layer_names"]

        def copy(path, value):
            if not isinstance(value, h5py.Dataset):
                return
            group, *scopes, kind = path.split("/")
            names = scopes[1:] if len(scopes) > 1 and scopes[0] == group else scopes or [group]
            weights.create_dataset("/".join([group, *names, f"{kind}:0"]), data=value[()])

        read["model_weights"].visititems(copy)


def main():
    keras.utils.set_random_seed(3)
    model = net()
    random = np.random.default_rng(11)
    for weight in model.weights:
        low = 0.2 if "variance" in weight.path else -0.6
        weight.assign(random.uniform(low, 0.9, weight.shape).astype("float32"))
    picture = np.random.default_rng(7).uniform(-1.5, 1.5, (1, *SHAPE)).astype(np.float32)
    values = np.asarray(model.predict(picture, verbose=0))
    packed = lambda array: base64.b64encode(np.ascontiguousarray(array, "<f4").tobytes()).decode()
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        model.save(at / "flowers.keras")
        model.save(at / "whole.h5")
        model.save_weights(at / "alone.weights.h5")
        keras2(at / "whole.h5", at / "keras2.h5")
        files = {path.name: base64.b64encode(path.read_bytes()).decode() for path in sorted(at.iterdir())}
    result = {
        "inputs": {"x".join(map(str, (1, *SHAPE))): packed(picture)},
        "cases": [
            {
                "name": "flowers",
                "by": f"keras {keras.__version__} ({keras.backend.backend()})",
                "input": "x".join(map(str, (1, *SHAPE))),
                "architecture": model.to_json(),
                "files": files,
                "output": {"shape": list(values.shape), "values": packed(values)},
            }
        ],
    }
    text = json.dumps(result, indent=1)
    (HERE / "keras-files.json").write_text(text + "\n")
    print(f"keras-files.json: {len(text) // 1000} kB")


main()
