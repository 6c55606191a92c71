"""Writes attention rollout and Grad-CAM on tokens of the small transformers, as PyTorch computes them, written anew here.

    python models/zoo-check/tokens.py       # into tests/golden/architectures/tokens.json

The networks are those that export.py wrote; a test reads them from architectures.json. Rollout is Abnar and Zuidema 2020,
https://arxiv.org/abs/2005.00928
"""

import json
from pathlib import Path

import numpy as np
import torch
from torch import nn

import architectures
from export import GOLDEN, picture, seeded

LAYER = {"ViT-B/16": "encoder.layers.encoder_layer_0", "DeiT-T, distilled": "blocks.0"}
FIRST = {"ViT-B/16": 1, "DeiT-T, distilled": 2}
PATCH = 8


def attention_of(net, x):
    """Mean attention over heads of each layer, `[tokens, tokens]`."""
    kept = []
    handles = []
    for module in net.modules():
        if isinstance(module, nn.MultiheadAttention):
            def keep(this, given):
                q = given[0]
                qkv = q @ this.in_proj_weight.T + this.in_proj_bias
                kept.append(weights_of(qkv, this.num_heads))
            handles.append(module.register_forward_pre_hook(keep))
        if isinstance(module, architectures.QkvBlock):
            def keep(this, given):
                kept.append(weights_of(this.qkv(this.norm1(given[0])), this.heads))
            handles.append(module.register_forward_pre_hook(keep))
    with torch.no_grad():
        net(x)
    for handle in handles:
        handle.remove()
    return kept


def weights_of(qkv, heads):
    """From `[1, tokens, 3 * width]`, in float64."""
    tokens, width = qkv.shape[1], qkv.shape[2] // 3
    q, k, _ = qkv[0].double().reshape(tokens, 3, heads, width // heads).permute(1, 2, 0, 3)
    scores = torch.einsum("hid,hjd->hij", q, k) / (width // heads) ** 0.5
    return torch.softmax(scores, -1).mean(0).numpy()


def rollout(attention):
    flow = np.eye(attention[0].shape[0])
    for layer in attention:
        mixed = layer + np.eye(len(layer))
        flow = (mixed / mixed.sum(1, keepdims=True)) @ flow
    return flow


def grad_cam(net, x, layer, first):
    kept = {}
    def keep(_module, _input, output):
        output.retain_grad()
        kept["a"] = output
    handle = net.get_submodule(layer).register_forward_hook(keep)
    logits = net(x.clone().requires_grad_())
    target = int(logits[0].argmax())
    logits[0, target].backward()
    handle.remove()
    a = kept["a"]
    alpha = a.grad[0, first:].mean(0)
    return target, (a.detach()[0, first:] @ alpha).numpy()


def main():
    cases = []
    for one in architectures.ALL:
        if one.title not in LAYER:
            continue
        net, _ = seeded(one.small)
        x = picture(one.size)
        first = FIRST[one.title]
        flow = rollout(attention_of(net, x))
        target, cam = grad_cam(net, x, LAYER[one.title], first)
        side = one.size // PATCH
        numbers = lambda values: [float(f"{value:.7g}") for value in values]
        cases.append({"title": one.title, "grid": [side, side], "target": target, "rollout": numbers(flow[0, first:]), "cam": numbers(cam)})
    out = GOLDEN / "tokens.json"
    out.write_text(json.dumps({"by": f"torch {torch.__version__}", "cases": cases}, separators=(",", ":")) + "\n")
    print(out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
