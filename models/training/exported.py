"""The weights of an exported network, read back: to check what was written, or to train on from it."""
import json
from functools import partial
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn


def weights_of(folder):
    """{name: float32 tensor} of a TF.js layers model in float16; kernels are [H,W,in,out]."""
    folder = Path(folder)
    manifest = json.loads((folder / "model.json").read_text())["weightsManifest"][0]
    shard = b"".join((folder / p).read_bytes() for p in manifest["paths"])
    weights, at = {}, 0
    for entry in manifest["weights"]:
        count = int(np.prod(entry["shape"]))
        values = np.frombuffer(shard, "<f2", count, at).astype(np.float32).reshape(entry["shape"])
        weights[entry["name"]] = torch.from_numpy(values)
        at += 2 * count
    assert at == len(shard), "the shard holds more than the manifest names"
    return weights


def unfold(model, folder, x):
    """Gives `model` the exported weights, with batch norms that change nothing on the batch `x`.

    A batch norm that was folded away cannot be had back; one that scales by the deviation which it divides by, and adds
    the mean which it subtracts, leaves the network as it was. Each kernel first gets the length of a newly drawn one: its
    batch norm undoes the factor, and the learning rates of training from random weights keep their meaning.
    """
    weights = weights_of(folder)

    def calibrate(stretch, bias, norm, args):
        var, mean = torch.var_mean(args[0], (0, 2, 3), correction=0)
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(var)
        norm.weight.copy_(stretch * (var + norm.eps).sqrt())
        norm.bias.copy_(bias + stretch * mean)

    hooks = []
    for name, layer in model.layers.items():
        conv, norm = layer if isinstance(layer, nn.Sequential) else (layer, None)
        kernel, bias = weights[name + "/kernel"].permute(3, 2, 0, 1), weights[name + "/bias"]
        with torch.no_grad():
            if norm is None:
                conv.weight.copy_(kernel)
                conv.bias.copy_(bias)
                continue
            stretch = kernel.norm() / conv.weight.norm()
            conv.weight.copy_(kernel / stretch)
        hooks.append(norm.register_forward_pre_hook(partial(calibrate, stretch, bias)))
    with torch.no_grad():
        model.eval()(x)
    for hook in hooks:
        hook.remove()
