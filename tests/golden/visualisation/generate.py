"""Writes class visualisation's golden paths: the handouts', Lucid's, MACO's and deep dream's in PyTorch on the tests' generated network.

    python tests/golden/visualisation/generate.py && npx oxfmt tests/golden/visualisation/paths.json

Needs numpy, scipy and a recent torch (its NAdam has to know `maximize`). Of each path it keeps what the network says of every view
(its logits, or the channels' means where a channel is raised), the last view of two steps and the last picture, as 16-bit whole
numbers of 1/4096 of a z-score.
"""

import base64
import json
import sys
from pathlib import Path

import torch

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent))
torch.set_num_threads(1)

import ascents  # noqa: E402
from tiny_net import TinyNet  # noqa: E402

CLASSES, TARGET, CHANNEL = 6, 1, 5
TALL, ODD, DREAMT = (20, 16), (16, 21), (44, 37)


def cases():
    """Title, parameters as the page has them, height and width, seed; the same in PyTorch: function, what is raised, the rest."""
    logit, channel = ascents.logit(TARGET), ascents.channel_of_features(CHANNEL)
    still = {"scaling": 0, "turning": 0}
    return [
        ("CS231n", {"preset": "cs231n", "iterations": 50}, TALL, 1, ascents.handout, logit, {"rate": 25, "steps": 50}),
        ("RDFIA", {"preset": "rdfia", "iterations": 50}, ODD, 2, ascents.handout, logit, {"rate": 5, "steps": 50}),
        (
            "RDFIA with total variation",
            {"preset": "rdfia", "iterations": 15, "totalVariation": 0.004},
            TALL,
            3,
            ascents.handout,
            logit,
            {"rate": 5, "steps": 15, "variation": 0.004},
        ),
        (
            "RDFIA on a channel",
            {"preset": "rdfia", "iterations": 15, "objective": "channel", "layer": 1, "channel": CHANNEL},
            ODD,
            4,
            ascents.handout,
            channel,
            {"rate": 5, "steps": 15},
        ),
        (
            "RDFIA through crops",
            {"preset": "rdfia", "iterations": 8, "crops": 3},
            TALL,
            8,
            ascents.handout,
            logit,
            {"rate": 5, "steps": 8, "crops": 3},
        ),
        (
            "From the picture",
            {"preset": "from-image", "iterations": 20},
            TALL,
            10,
            ascents.handout,
            logit,
            {"rate": 1, "steps": 20, "l2": 1e-4, "photo": 11},
        ),
        (
            "Accentuation",
            {"preset": "accentuation", "iterations": 10},
            ODD,
            12,
            ascents.waves,
            logit,
            {"rate": 0.02, "steps": 10, "photo": 13, "near": 5},
        ),
        ("Lucid, only shifted", {"preset": "lucid", "iterations": 10, **still}, TALL, 5, ascents.waves, logit, {"rate": 0.05, "steps": 10}),
        (
            "Lucid",
            {"preset": "lucid", "iterations": 10},
            ODD,
            6,
            ascents.waves,
            logit,
            {"rate": 0.05, "steps": 10, "scaling": 10, "turning": 10},
        ),
        (
            "Deep dream",
            {"preset": "deep-dream", "start": "noise", "iterations": 12, "octaves": 3, "layer": 1},
            DREAMT,
            9,
            ascents.dream,
            ascents.all_of_features(),
            {"rate": 1.5, "steps": 12, "octaves": 3},
        ),
        ("MACO", {"preset": "maco", "iterations": 10}, ODD, 7, ascents.phases, logit, {"rate": 1, "steps": 10}),
    ]


def packed(x):
    return base64.b64encode((x[0].permute(1, 2, 0) * 4096).round().numpy().astype("<i2").tobytes()).decode()


def answers(net, views, raised_is_channel):
    features = net.features(views)
    rows = features.mean((2, 3)) if raised_is_channel else net.answers(features)
    return [round(value, 5) for value in rows.flatten().tolist()]


if __name__ == "__main__":
    net = TinyNet(CLASSES)
    made = []
    for title, params, size, seed, ascent, raised, options in cases():
        views, last = ascent(net, size, seed, raised, **options)
        said = [answers(net, view, "layer" in params) for view in views]
        kept = {str(step): packed(views[step][-1:]) for step in (len(views) // 2, len(views) - 1)}
        photo = {"photo": options["photo"]} if "photo" in options else {}
        path = {"title": title, "params": params, "size": size, "seed": seed, **photo, "answers": said, "views": kept, "last": packed(last)}
        made.append(path)
        print(title, said[0], said[-1])
    by = f"PyTorch {torch.__version__.split('+')[0]}"
    text = json.dumps({"by": by, "classes": CLASSES, "target": TARGET, "paths": made}, indent=1)
    (HERE / "paths.json").write_text(text + "\n")
    print(f"{len(text) // 1000} kB")
