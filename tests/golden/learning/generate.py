"""PyTorch's gradient of a softmax regression, and what its optimisers make of a last layer.

    python tests/golden/learning/generate.py

Writes last-layer.json beside this file: float64, every example in every step, so that no order of examples plays a part.
Weight decay pulls back to the first weights, as a term of the loss.
"""

import json
from pathlib import Path

import torch

EXAMPLES, WIDTH, CLASSES, STEPS = 7, 6, 4, 12
RATE, DECAY = 0.05, 0.3

torch.manual_seed(3)
features = torch.relu(torch.randn(EXAMPLES, WIDTH)).float().double()
labels = torch.tensor([0, 1, 2, 3, 1, 0, 2])
kernel = torch.randn(WIDTH, CLASSES, dtype=torch.float64)
bias = torch.randn(CLASSES, dtype=torch.float64)


def train(optimiser):
    layer = [kernel.clone().requires_grad_(), bias.clone().requires_grad_()]
    steps = optimiser(layer)
    losses = []
    for _ in range(STEPS):
        loss = torch.nn.functional.cross_entropy(features @ layer[0] + layer[1], labels)
        pull = sum(((now - start) ** 2).sum() for now, start in zip(layer, [kernel, bias]))
        losses.append(loss.item())
        steps.zero_grad()
        (loss + DECAY / 2 * pull).backward()
        steps.step()
    return {"losses": losses, "kernel": layer[0].flatten().tolist(), "bias": layer[1].tolist()}


def gradient():
    layer = [kernel.clone().requires_grad_(), bias.clone().requires_grad_()]
    torch.nn.functional.cross_entropy(features @ layer[0] + layer[1], labels).backward()
    return {"kernel": layer[0].grad.flatten().tolist(), "bias": layer[1].grad.tolist()}


golden = {
    "torch": torch.__version__,
    "width": WIDTH,
    "classes": CLASSES,
    "labels": labels.tolist(),
    "features": features.flatten().tolist(),
    "kernel": kernel.flatten().tolist(),
    "bias": bias.tolist(),
    "settings": {"learningRate": RATE, "weightDecay": DECAY, "epochs": STEPS},
    "gradient": gradient(),
    "adam": train(lambda layer: torch.optim.Adam(layer, lr=RATE)),
    "sgd": train(lambda layer: torch.optim.SGD(layer, lr=RATE, momentum=0.9)),
}
Path(__file__).with_name("last-layer.json").write_text(json.dumps(golden, indent=1) + "\n")
