"""Writes the saliency methods' golden maps: PyTorch's autograd on the bundled networks, and on SqueezeNet 1.1 where given.

    python tests/golden/saliency/generate.py [--squeezenet FOLDER] && npx oxfmt 'tests/golden/saliency/*.json'

Needs numpy, scipy and torch (any recent version). FOLDER holds SqueezeNet 1.1 as a TF.js layers model with
the layer names of the published ONNX file, as `npm run models -- squeezenet1.1` writes it. Pictures are smooth and random: 12 x 12 colours from a seed, stretched bilinearly.
Of each map every so many pixels are kept, as 16-bit whole numbers between the map's smallest and largest value.
"""

import argparse
import base64
import json
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent))

import maps  # noqa: E402
from layers_net import LayersNet  # noqa: E402

MODELS = HERE.parents[2] / "models"
CELLS = 12


def cases(last, earlier):
    """Method id, parameters as the page has them, function, its arguments."""
    ig, occlude = maps.integrated_gradients, maps.occlusion
    return [
        ("vanilla-gradient", {}, maps.vanilla, {}),
        ("vanilla-gradient", {"objective": "margin"}, maps.vanilla, {"objective": "margin"}),
        ("gradient-x-input", {}, maps.gradient_x_input, {}),
        ("smooth-grad", {"samples": 4}, maps.smooth_grad, {"samples": 4, "noise": 15, "average": "mean"}),
        (
            "smooth-grad",
            {"samples": 4, "average": "variance", "noise": 20, "batch": 3},
            maps.smooth_grad,
            {"samples": 4, "noise": 20, "average": "variance"},
        ),
        ("integrated-gradients", {"steps": 12, "tolerance": 0, "baseline": "black"}, ig, {"steps": 12, "baseline_kind": "black"}),
        (
            "integrated-gradients",
            {"steps": 9, "tolerance": 0, "baseline": "blurred", "objective": "log-probability", "batch": 4},
            ig,
            {"steps": 9, "baseline_kind": "blurred", "objective": "log-probability"},
        ),
        ("guided-backprop", {}, maps.guided, {}),
        ("guided-backprop", {"rule": "deconvnet"}, maps.guided, {"rule": "deconvnet"}),
        ("grad-cam", {}, maps.grad_cam, {"layer": last}),
        (
            "grad-cam",
            {"depth": 3, "objective": "margin"},
            maps.grad_cam,
            {"layer": earlier, "objective": "margin"},
        ),
        ("guided-grad-cam", {"depth": 3}, maps.guided_grad_cam, {"layer": earlier}),
        ("occlusion", {"patch": 40, "stride": 24}, occlude, {"patch": 40, "stride": 24}),
        ("rise", {"masks": 14}, maps.rise, {"masks": 14, "weighting": "kept"}),
        ("rise", {"masks": 6, "weighting": "paper", "cells": 5}, maps.rise, {"masks": 6, "weighting": "paper", "cells": 5}),
    ]


def packed(values, every):
    kept = values.double().numpy().ravel()[::every]
    low, high = float(kept.min()), float(kept.max())
    whole = np.round((kept - low) / max(high - low, 1e-300) * 65535).astype("<u2")
    return {"low": low, "high": high, "values": base64.b64encode(whole.tobytes()).decode()}


def write(net, name, every, seed, last, earlier):
    grid = np.random.default_rng(seed).integers(0, 256, (CELLS, CELLS, 3), dtype=np.uint8)
    pixels = torch.from_numpy(grid).permute(2, 0, 1)[None].float() / 255
    pixels = F.interpolate(pixels, (net.size, net.size), mode="bilinear", align_corners=False)
    x = (pixels - maps.MEAN) / maps.STD
    with torch.no_grad():
        logits = net.logits(x)[0]
    target = int(logits.argmax())
    made = []
    for number, (method, params, compute, arguments) in enumerate(cases(last, earlier)):
        values = compute(net, x, target, number, **arguments).detach()
        assert float(values.max()) > float(values.min()), method
        made.append({"method": method, "params": params, "seed": number, **packed(values, every)})
    text = json.dumps(
        {
            "by": f"PyTorch {torch.__version__.split('+')[0]}",
            "size": net.size,
            "cells": CELLS,
            "grid": base64.b64encode(grid.tobytes()).decode(),
            "target": target,
            "logits": [round(float(v), 5) for v in logits.sort(descending=True).values[:16]],
            "every": every,
            "cases": made,
        },
        indent=1,
    )
    (HERE / f"{name}.json").write_text(text + "\n")
    print(f"{name}: target {target}, {len(made)} maps, {len(text) // 1000} kB")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--squeezenet", type=Path)
    squeezenet = arguments.parse_args().squeezenet
    torch.manual_seed(0)
    write(LayersNet(MODELS / "squeezenet-sixteen"), "squeezenet-sixteen", 7, 3, "conv10", "fire8_concat")
    write(LayersNet(MODELS / "vgg16-slim"), "vgg16-slim", 7, 4, "block5_conv3_relu", "block4_conv3_relu")
    if squeezenet:
        write(LayersNet(squeezenet), "squeezenet1.1", 31, 5, "squeezenet0_conv25_relu", "squeezenet0_concat6")
