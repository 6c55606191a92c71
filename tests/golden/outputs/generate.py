"""Writes `outputs.json`: what PyTorch computes with networks whose outputs are no softmax.

    python tests/golden/outputs/generate.py && npx oxfmt tests/golden/outputs/outputs.json

Needs numpy, onnx and torch. Each case is a small network exported to ONNX, its logits and probabilities for one picture
`x` (NCHW, in the network's own space), and the gradients of a logit s_y, of P_y and of log P_y for each y. Numbers are
base64 of little-endian float32.
"""

import base64
import io
import json
from pathlib import Path

import numpy as np
import torch
from torch import nn


def packed(tensor):
    return base64.b64encode(tensor.detach().numpy().astype("<f4").tobytes()).decode()


class Ending(nn.Module):
    def __init__(self, outputs, end):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(3, 6, 3, stride=2), nn.ReLU(), nn.Conv2d(6, 8, 3, padding=1), nn.ReLU(), nn.AdaptiveAvgPool2d(1)
        )
        self.head = nn.Linear(8, outputs)
        self.end = end

    def logits(self, x):
        return self.head(torch.flatten(self.body(x), 1))

    def forward(self, x):
        return self.end(self.logits(x))


def gradients(net, x, y):
    found = {}
    for name, value in (
        ("logit", lambda z: z),
        ("probability", torch.sigmoid),
        ("log-probability", nn.functional.logsigmoid),
    ):
        leaf = x.clone().requires_grad_()
        value(net.logits(leaf)[0, y]).backward()
        found[name] = packed(leaf.grad)
    return found


def case(name, outputs, end):
    torch.manual_seed(len(name))
    net = Ending(outputs, end).eval()
    x = torch.from_numpy(np.random.default_rng(7).uniform(-1.5, 1.5, (1, 3, 8, 8)).astype(np.float32))
    file = io.BytesIO()
    torch.onnx.export(net, x, file, dynamo=False, opset_version=17, input_names=["x"], output_names=["y"])
    logits = net.logits(x)
    return {
        "name": name,
        "by": f"torch {torch.__version__}",
        "onnx": base64.b64encode(file.getvalue()).decode(),
        "input": packed(x),
        "logits": packed(logits),
        "probabilities": packed(torch.sigmoid(logits)),
        "gradients": [gradients(net, x, y) for y in range(outputs)],
    }


CASES = [
    case("one logit", 1, lambda z: z),
    case("one logit without an axis", 1, lambda z: z.squeeze(1)),
    case("one sigmoid", 1, torch.sigmoid),
    case("three labels", 3, torch.sigmoid),
]
Path(__file__).with_name("outputs.json").write_text(json.dumps(CASES, indent=1) + "\n")
