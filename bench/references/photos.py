"""Writes photos.json: what Pillow, torchvision, Keras and PyTorch make of photos' files, for SqueezeNet 1.1.

    PYTHONPATH=tests/golden/fits python bench/references/photos.py FIXTURES && npx oxfmt bench/references/photos.json

FIXTURES holds photos/*.JPEG, cases/img/* and models/squeezenet1.1.onnx. Needs numpy, onnx, Pillow, torch and torchvision (any
recent version). Of each photo it keeps fingerprints of the inputs for every fit; for `squash` also every eighth logit, the
first class, and every 61st value of the saliency map of that class: the largest absolute gradient over the channels.
"""

import argparse
import base64
import json
from pathlib import Path

import numpy as np
import onnx
import PIL
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from PIL import Image, ImageOps, UnidentifiedImageError

from fits import fingerprint, fits

HERE = Path(__file__).parent
SIZE = (224, 224)
MEAN = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
STD = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)
LOGIT_EVERY, MAP_EVERY = 8, 61


def read_network(path):
    """A function from `[1, 3, 224, 224]` to `[1, 1000]` scores: the file's nodes, one after the other, in PyTorch."""
    graph = onnx.load(path).graph
    weights = {w.name: torch.tensor(numpy_helper.to_array(w).astype(np.float32)) for w in graph.initializer}
    source = next(i.name for i in graph.input if i.name not in weights)

    def run(x):
        values = weights | {source: x}
        for node in graph.node:
            a = {k.name: onnx.helper.get_attribute_value(k) for k in node.attribute}
            v = [values[name] for name in node.input]
            pads = a.get("pads", [0, 0, 0, 0])
            if node.op_type == "Conv":
                y = F.conv2d(F.pad(v[0], (pads[1], pads[3], pads[0], pads[2])), v[1], v[2], stride=a.get("strides", [1, 1]))
            elif node.op_type == "Relu":
                y = F.relu(v[0])
            elif node.op_type == "MaxPool":
                padded = F.pad(v[0], (pads[1], pads[3], pads[0], pads[2]), value=-torch.inf)
                y = F.max_pool2d(padded, a["kernel_shape"], a["strides"])
            elif node.op_type in ("AveragePool", "GlobalAveragePool"):
                y = v[0].mean((2, 3), keepdim=True)
            elif node.op_type == "Concat":
                y = torch.cat(v, a["axis"])
            elif node.op_type == "Dropout":
                y = v[0]
            elif node.op_type in ("Reshape", "Flatten"):
                y = v[0].reshape(1, -1)
            else:
                raise ValueError(node.op_type)
            values[node.output[0]] = y
        return values[graph.output[0].name]

    return run


def packed(values):
    return base64.b64encode(np.asarray(values, dtype="<f4").tobytes()).decode()


def answer(network, image):
    pixels = torch.tensor(np.asarray(image)).permute(2, 0, 1)[None].float() / 255
    x = ((pixels - MEAN) / STD).requires_grad_()
    logits = network(x)[0]
    target = int(logits.argmax())
    (gradient,) = torch.autograd.grad(logits[target], x)
    saliency = gradient[0].abs().amax(0).flatten()
    return {
        "target": target,
        "logits": packed(logits.detach()[::LOGIT_EVERY]),
        "map": packed(saliency[::MAP_EVERY]),
    }


def pixels_of(path):
    """Upright RGB pixels as a notebook reads them, or None where Pillow reads no picture there."""
    try:
        return ImageOps.exif_transpose(Image.open(path)).convert("RGB")
    except (UnidentifiedImageError, OSError):
        return None


def main(fixtures):
    network = read_network(fixtures / "models/squeezenet1.1.onnx")
    photos = []
    for path in sorted((fixtures / "photos").iterdir()):
        image = pixels_of(path)
        made = fits(*SIZE)
        photos.append(
            {
                "file": path.name,
                "seen": {name: fingerprint(fit(image)) for name, fit in made.items()},
                **answer(network, made["squash"](image)),
            }
        )
    cases = []
    for path in sorted((fixtures / "cases/img").iterdir()):
        image = pixels_of(path)
        known = {} if image is None else {"size": image.size, "pixels": fingerprint(image)}
        cases.append({"file": path.name, **known})
    golden = {
        "by": f"PyTorch {torch.__version__.split('+')[0]}, Pillow {PIL.__version__}",
        "logitEvery": LOGIT_EVERY,
        "mapEvery": MAP_EVERY,
        "photos": photos,
        "cases": cases,
    }
    (HERE / "photos.json").write_text(json.dumps(golden, indent=1) + "\n")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("fixtures", type=Path)
    main(arguments.parse_args().fixtures)
