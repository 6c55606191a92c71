"""Reads a TF.js layers model with numpy and runs it with PyTorch: an independent reading of the bundled networks."""

import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F


class Rectified(torch.autograd.Function):
    """A ReLU that goes back by a rule of its own."""

    @staticmethod
    def forward(ctx, z, rule):
        ctx.save_for_backward(z)
        ctx.rule = rule
        return z.clamp(min=0)

    @staticmethod
    def backward(ctx, r):
        (z,) = ctx.saved_tensors
        gate = {"standard": z > 0, "guided": (z > 0) & (r > 0), "deconvnet": r > 0}[ctx.rule]
        return r * gate, None


class LayersNet:
    def __init__(self, folder):
        folder = Path(folder)
        model = json.loads((folder / "model.json").read_text())
        self.layers = model["modelTopology"]["model_config"]["config"]["layers"]
        self.size = self.layers[0]["config"]["batch_input_shape"][1]
        self.weights = {}
        for group in model["weightsManifest"]:
            data = b"".join((folder / path).read_bytes() for path in group["paths"])
            at = 0
            for row in group["weights"]:
                stored = np.dtype(row.get("quantization", {}).get("dtype", row["dtype"]))
                count = int(np.prod(row["shape"]))
                values = np.frombuffer(data, stored, count, at).astype(np.float32).reshape(row["shape"])
                self.weights[row["name"]] = torch.from_numpy(values)
                at += count * stored.itemsize
        self.last = self.layers[-1]["name"]

    def run(self, x, rule="standard"):
        """Every layer's value by name, NCHW, for a z-score picture of `[N, 3, H, W]`."""
        values = {}
        for layer in self.layers:
            name, config = layer["name"], layer["config"]
            inputs = [values[ref[0]] for node in layer["inbound_nodes"] for ref in node]
            values[name] = self.layer(layer["class_name"], name, config, inputs, x, rule)
        return values

    def logits(self, x):
        return self.run(x)[self.last]

    def layer(self, kind, name, config, inputs, x, rule):
        if kind == "InputLayer":
            return x
        if kind == "Conv2D":
            kernel = self.weights[f"{name}/kernel"].permute(3, 2, 0, 1)
            same = config["padding"] == "same"
            assert not same or (config["strides"] == [1, 1] and kernel.shape[2] % 2 == 1)
            padding = (kernel.shape[2] // 2, kernel.shape[3] // 2) if same else 0
            out = F.conv2d(inputs[0], kernel, self.weights.get(f"{name}/bias"), config["strides"], padding)
            assert config["activation"] == "linear"
            return out
        if kind in ("Activation", "ReLU"):
            assert config.get("activation", "relu") == "relu"
            return Rectified.apply(inputs[0], rule)
        if kind == "MaxPooling2D":
            assert config["padding"] == "valid"
            return F.max_pool2d(inputs[0], config["pool_size"], config["strides"])
        if kind == "Concatenate":
            return torch.cat(inputs, 1)
        if kind == "GlobalAveragePooling2D":
            return inputs[0].mean((2, 3))
        if kind == "Dense":
            return inputs[0] @ self.weights[f"{name}/kernel"] + self.weights[f"{name}/bias"]
        if kind in ("Reshape", "Flatten"):
            assert all(side == 1 for side in inputs[0].shape[2:])
            return inputs[0].flatten(1)
        if kind == "Dropout":
            return inputs[0]
        raise ValueError(f"{name}: a {kind} layer is not known here")
