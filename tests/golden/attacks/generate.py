"""Writes the attacks' golden paths: Auto-PGD, the square attack and DeepFool in PyTorch on the tests' generated network.

    python tests/golden/attacks/generate.py && npx oxfmt tests/golden/attacks/paths.json

Needs numpy and torch (any recent version). Of each path all logits are kept, and a few of its pictures, as 16-bit whole numbers of
1/256 of a grey level.
"""

import base64
import json
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent))

import attacks  # noqa: E402
from tiny_net import TinyNet  # noqa: E402

SIZE, CLASSES = 16, 6


def auto_pgd(loss, **options):
    norm, epsilon = options["norm"], options["epsilon"]
    params = {**options, "stopRule": "never"}
    if norm == "l2":
        params["length"] = params.pop("epsilon")
    return f"apgd-{loss}", params, attacks.apgd, {"loss": loss, **options}


def cases(read, other):
    """Method id, parameters as the page has them, function, its arguments; the class; the seed."""
    square = {"aim": "away", "epsilon": 12, "queries": 120, "share": 0.4}
    towards = {**square, "aim": "towards", "epsilon": 30}
    fool = {"candidates": 4, "overshoot": 0.02, "steps": 20}
    return [
        (*auto_pgd("ce", aim="away", norm="linf", epsilon=3, steps=40, restarts=1), read, 1),
        (*auto_pgd("dlr", aim="away", norm="linf", epsilon=2, steps=30, restarts=2), read, 2),
        (*auto_pgd("dlr", aim="towards", norm="linf", epsilon=4, steps=30, restarts=1), other, 13),
        (*auto_pgd("ce", aim="towards", norm="l2", epsilon=60, steps=40, restarts=1), other, 4),
        ("square-linf", {**square, "stopRule": "never"}, attacks.square, square, read, 5),
        ("square-linf", {**towards, "stopRule": "never"}, attacks.square, towards, other, 6),
        ("deepfool", fool, attacks.deepfool, fool, read, 7),
    ]


def packed(x):
    levels = (x[0].permute(1, 2, 0) * 255 * 256).round().numpy().astype("<u2")
    return base64.b64encode(levels.tobytes()).decode()


def photo():
    """Smooth and random, with corners of pure black and white."""
    grid = torch.from_numpy(np.random.default_rng(3).integers(0, 256, (1, 3, 5, 5)).astype(np.float64))
    levels = F.interpolate(grid, (SIZE, SIZE), mode="bilinear", align_corners=False).round()
    levels[..., :3, :3], levels[..., -3:, -3:] = 0, 255
    return levels / 255


if __name__ == "__main__":
    net, x = TinyNet(CLASSES), photo()
    order = net.logits(x)[0].argsort(descending=True).tolist()
    made = []
    for method, params, attack, options, target, seed in cases(order[0], order[2]):
        path = attack(net, x, target, seed, **options)
        logits = [[round(v, 5) for v in net.logits(at)[0].tolist()] for at in path]
        at = sorted({len(path) // 3, 2 * len(path) // 3, len(path) - 1})
        pictures = {str(step): packed(path[step]) for step in at}
        made.append({"method": method, "params": params, "target": target, "seed": seed, "logits": logits, "pictures": pictures})
        print(method, params, len(path), [round(v, 3) for v in logits[0]], [round(v, 3) for v in logits[-1]])
    by = f"PyTorch {torch.__version__.split('+')[0]}"
    text = json.dumps({"by": by, "size": SIZE, "classes": CLASSES, "photo": packed(x), "paths": made}, indent=1)
    (HERE / "paths.json").write_text(text + "\n")
    print(f"{len(text) // 1000} kB")
