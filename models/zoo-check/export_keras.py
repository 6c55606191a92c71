"""Writes Keras's networks as `.keras` and `.h5`, with Keras's own numbers.

    KERAS_BACKEND=torch python models/zoo-check/export_keras.py                  # the small ones, into tests/golden/architectures/
    KERAS_BACKEND=torch python models/zoo-check/export_keras.py --full FOLDER    # as published, with seeded weights, into a folder

Needs keras 3, h5py and torch, whose gradients are Keras's there.
"""

import argparse
import base64
import gzip
import json
import os
import tempfile
from pathlib import Path

os.environ.setdefault("KERAS_BACKEND", "torch")

import keras
import numpy as np
import torch

import keras_nets
from drawn_weights import seeded
from hashes import by_blocks, hashed, packed

HERE = Path(__file__).parent
GOLDEN = HERE.parent.parent / "tests" / "golden" / "architectures"
MEAN, STD = np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225])


def prepared(x, scaled):
    """A picture in z-score space `[1, H, W, 3]` as the network wants it."""
    p = x * torch.tensor(STD, dtype=torch.float32) + torch.tensor(MEAN, dtype=torch.float32)
    match scaled:
        case "torch":
            return x
        case "tf":
            return p * 2 - 1
        case "caffe":
            return (p * 255).flip(-1) - torch.tensor([103.939, 116.779, 123.68])
        case "bytes":
            return p * 255
        case "unit":
            return p


def reference(model, scaled, cam=True):
    """Logits, the gradient of the best one by blocks, and the Grad-CAM of the last map."""
    _, *sides = model.input_shape
    in_a_row = len(sides) == 1
    height, width, *channels = [round(sides[0] ** 0.5)] * 2 if in_a_row else sides
    height, width = height or 224, width or 224
    grey = channels in ([], [1])
    last = model.layers[-1]
    activation = last.activation
    last.activation = keras.activations.linear
    planes = (1.5 * hashed(77, 3 * height * width)).astype(np.float32).reshape(1, 3, height, width)
    x = torch.from_numpy(planes).permute(0, 2, 3, 1).contiguous().requires_grad_()
    given = prepared(x, scaled)
    if grey:
        # As the page reads a photo in grey: the mean of the three, which are the same there.
        given = given.mean(-1, keepdim=bool(channels))
        given = given.reshape(1, -1) if in_a_row else given
    maps = [] if not cam else [layer for layer in getattr(model, "operations", model.layers)[:-1] if not isinstance(layer, keras.layers.InputLayer) and len(layer.output.shape) == 4 and layer.output.shape[1] != 1]
    kept = {}
    if maps:
        call = maps[-1].call

        def watched(*args, **kwargs):
            kept["a"] = call(*args, **kwargs)
            kept["a"].retain_grad()
            return kept["a"]

        maps[-1].call = watched
    logits = model(given, training=False)
    best = int(logits[0].argmax())
    logits[0, best].backward()
    if maps:
        a = kept["a"]
        maps[-1].call = call
        alpha = a.grad.mean((1, 2), keepdim=True)
        made = (alpha * a).sum(-1)[0].detach().numpy()
    last.activation = activation
    return {"size": [height, width], "scaled": scaled, "target": best, "logits": logits[0].detach().numpy(), "gradient": x.grad[0].permute(2, 0, 1).numpy(), "cam": made if maps else None}


def record(title, numbers):
    cam = numbers["cam"]
    return {
        "title": title, "by": f"keras {keras.__version__}", "size": numbers["size"][0], "scaled": numbers["scaled"], "target": numbers["target"],
        "logits": packed(numbers["logits"]), "gradient": packed(by_blocks(numbers["gradient"])),
        **({} if cam is None else {"cam": {"shape": list(cam.shape), "values": packed(cam)}}),
    }


def small(chosen, out):
    """One file each, whose weights hold the number of what they are drawn by, so that it packs to little."""
    cases = []
    for one in chosen:
        model, draws = seeded(one.make, one.gain)
        numbers = reference(model, one.scaled, one.cam)
        for k, (weight, _) in enumerate(draws):
            weight.assign(np.full(tuple(weight.shape), k + 1, np.float32))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"network.{'h5' if one.h5 else 'keras'}"
            model.save(path)
            data = gzip.compress(path.read_bytes(), 9, mtime=0)
        cases.append({**record(one.title, numbers), "name": path.name, "file": base64.b64encode(data).decode(), "weights": [draw for _, draw in draws]})
        print(one.title, numbers["logits"].std(), len(data) // 1000, "kB", flush=True)
        out.write_text(json.dumps({"cases": cases}, separators=(",", ":")) + "\n")
    print(f"{len(cases)} networks, {out.stat().st_size // 1000} kB")


def full(chosen, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for one in chosen:
        if not one.full:
            continue
        name = one.title.split(",")[0].replace(" ", "_").replace("’", "")
        model, _ = seeded(one.full, one.gain)
        numbers = reference(model, one.scaled, one.cam)
        print(one.title, model.count_params(), numbers["logits"].std(), np.abs(numbers["gradient"]).mean(), flush=True)
        model.save(folder / f"{name}.keras")
        model.save(folder / f"{name}.h5")
        (folder / f"{name}.json").write_text(json.dumps(record(one.title, numbers)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--full", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--out", type=Path, default=GOLDEN / "keras.json")
    given = parser.parse_args()
    chosen = [one for one in keras_nets.ALL if any(part in one.title.lower() for part in given.only.lower().split(","))]
    full(chosen, given.full) if given.full else small(chosen, given.out)
