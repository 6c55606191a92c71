"""The bundled networks, each described once as a list of nodes.

The same list builds the PyTorch module that is trained and the TF.js graph that is exported, so the two cannot drift apart.
A node is a dict: `op`, `name`, `inputs` (names of earlier nodes) and the op's own numbers.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F


class Builder:
    def __init__(self):
        self.nodes = []
        self.last = "input"

    def add(self, op, name, inputs=None, **numbers):
        self.nodes.append({"op": op, "name": name, "inputs": inputs or [self.last], **numbers})
        self.last = name
        return name

    def conv(self, name, cin, cout, kernel, stride=1, same=False, norm=True, inputs=None):
        """A convolution; with `norm`, followed by batch norm while training (folded on export) and by ReLU."""
        self.add("conv", name, inputs, cin=cin, cout=cout, kernel=kernel, stride=stride, same=same, norm=norm)
        return self.add("relu", name + "_relu") if norm else name


def squeezenet(classes):
    """SqueezeNet 1.1 in torchvision's layout, without the ReLU after conv10: the output is plain logits."""
    b = Builder()

    def fire(name, cin, squeeze, expand):
        s = b.conv(f"{name}_squeeze1x1", cin, squeeze, 1)
        e1 = b.conv(f"{name}_expand1x1", squeeze, expand, 1, inputs=[s])
        e3 = b.conv(f"{name}_expand3x3", squeeze, expand, 3, same=True, inputs=[s])
        b.add("concat", f"{name}_concat", [e1, e3])

    b.conv("conv1", 3, 64, 3, stride=2)
    b.add("maxpool", "pool1", size=3, stride=2)
    fire("fire2", 64, 16, 64)
    fire("fire3", 128, 16, 64)
    b.add("maxpool", "pool3", size=3, stride=2)
    fire("fire4", 128, 32, 128)
    fire("fire5", 256, 32, 128)
    b.add("maxpool", "pool5", size=3, stride=2)
    fire("fire6", 256, 48, 192)
    fire("fire7", 384, 48, 192)
    fire("fire8", 384, 64, 256)
    fire("fire9", 512, 64, 256)
    b.conv("conv10", 512, classes, 1, norm=False)
    b.add("gap", "logits")
    return b.nodes


def vgg16_slim(classes):
    """VGG16's thirteen convolutions at a quarter of the width; global average pooling and one dense layer on top."""
    b = Builder()
    cin = 3
    for block, (count, width) in enumerate([(2, 16), (2, 32), (3, 64), (3, 128), (3, 128)], start=1):
        for i in range(1, count + 1):
            b.conv(f"block{block}_conv{i}", cin, width, 3, same=True)
            cin = width
        b.add("maxpool", f"block{block}_pool", size=2, stride=2)
    b.add("gap", "global_pool")
    b.add("dense", "logits", cin=cin, cout=classes)
    return b.nodes


NETWORKS = {
    "squeezenet-sixteen": ("SqueezeNet 1.1, 16 classes", squeezenet),
    "squeezenet-sixteen-robust": ("SqueezeNet 1.1, robust", squeezenet),
    "vgg16-slim": ("VGG16 slim, 16 classes", vgg16_slim),
}


class Net(nn.Module):
    """The trainable form of a node list."""

    def __init__(self, nodes):
        super().__init__()
        self.nodes = nodes
        self.layers = nn.ModuleDict()
        for n in nodes:
            if n["op"] == "conv":
                conv = nn.Conv2d(n["cin"], n["cout"], n["kernel"], n["stride"],
                                 n["kernel"] // 2 if n["same"] else 0, bias=not n["norm"])
                nn.init.kaiming_normal_(conv.weight, mode="fan_out" if n["norm"] else "fan_in", nonlinearity="relu")
                if not n["norm"]:
                    nn.init.normal_(conv.weight, std=0.01)
                    nn.init.zeros_(conv.bias)
                self.layers[n["name"]] = nn.Sequential(conv, nn.BatchNorm2d(n["cout"])) if n["norm"] else conv
            elif n["op"] == "dense":
                self.layers[n["name"]] = nn.Linear(n["cin"], n["cout"])

    def forward(self, x):
        values = {"input": x}
        for n in self.nodes:
            args = [values[i] for i in n["inputs"]]
            values[n["name"]] = self.step(n, args)
        return values[self.nodes[-1]["name"]]

    def step(self, n, args):
        op = n["op"]
        if op in ("conv", "dense"):
            return self.layers[n["name"]](args[0])
        if op == "relu":
            return F.relu(args[0])
        if op == "maxpool":
            return F.max_pool2d(args[0], n["size"], n["stride"])
        if op == "concat":
            return torch.cat(args, 1)
        if op == "gap":
            return args[0].mean((2, 3))
        raise ValueError(op)


def build(network, classes):
    return Net(NETWORKS[network][1](classes)).to(memory_format=torch.channels_last)


def exact_at(nodes, size):
    """True where no pool drops a row at this input size, so that floor, ceil and `valid` pooling all agree."""
    sizes = {"input": size}
    for n in nodes:
        s = sizes[n["inputs"][0]]
        k, stride = (n["size"], n["stride"]) if n["op"] == "maxpool" else (n.get("kernel", 1), n.get("stride", 1))
        if n["op"] == "maxpool" and (s - k) % stride:
            return False
        sizes[n["name"]] = s if n.get("same") else (s - k) // stride + 1
    return True
