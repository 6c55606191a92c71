"""Times one network in PyTorch: forward, and the gradient of one logit with respect to the input.

    python torch_gradient.py FOLDER TARGET

FOLDER holds a TF.js layers model as Lucarne exports it (model.json and its shards) and input.f32, the float32 values of
the input in its first layer's space, H x W x 3. The first line out is the logits and, computed in float64, the gradient,
H x W x 3; then every line in, such as {"pass": "gradient", "threads": 1, "count": 1}, is answered by {"ms": ...}.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

TYPES = {"float32": np.float32, "float16": np.float16, "uint8": np.uint8, "uint16": np.uint16}


def read_weights(folder, manifest, dtype):
    weights = {}
    for group in manifest:
        data = b"".join((folder / path).read_bytes() for path in group["paths"])
        offset = 0
        for entry in group["weights"]:
            stored = entry.get("quantization", {})
            values = np.frombuffer(data, TYPES[stored.get("dtype", entry["dtype"])], int(np.prod(entry["shape"])), offset)
            offset += values.nbytes
            values = values.astype(np.float32) * np.float32(stored.get("scale", 1)) + np.float32(stored.get("min", 0))
            weights[entry["name"]] = torch.from_numpy(values.reshape(entry["shape"])).to(dtype)
    return weights


def same(size, kernel, stride, dilation):
    """TensorFlow's `same` padding of one side: before and after."""
    total = max((-(-size // stride) - 1) * stride + (kernel - 1) * dilation + 1 - size, 0)
    return total // 2, total - total // 2


def window(x, config, kernel, fill):
    """The input, padded where the two ends differ, and the padding left to the layer."""
    if config["padding"] == "valid":
        return x, (0, 0)
    dilation = config.get("dilation_rate", (1, 1))
    ends = [same(x.shape[2 + i], kernel[i], config["strides"][i], dilation[i]) for i in (0, 1)]
    if all(before == after for before, after in ends):
        return x, (ends[0][0], ends[1][0])
    return F.pad(x, (*ends[1], *ends[0]), value=fill), (0, 0)


def make_layer(kind, config, weights, alone):
    """A function of the layer's inputs. Pictures are N x C x H x W; a rectifier works in place where it is alone."""
    if kind == "InputLayer":
        return None
    if kind in ("Conv2D", "DepthwiseConv2D"):
        depthwise = kind == "DepthwiseConv2D"
        kernel = weights["depthwise_kernel" if depthwise else "kernel"]
        kernel = kernel.permute(2, 3, 0, 1) if depthwise else kernel.permute(3, 2, 0, 1)
        groups = kernel.shape[0] if depthwise else 1
        if depthwise:
            kernel = kernel.reshape(-1, 1, *kernel.shape[2:])
        kernel = kernel.contiguous()
        bias = weights.get("bias")

        def convolve(x):
            x, pad = window(x, config, kernel.shape[2:], 0)
            return F.conv2d(x, kernel, bias, config["strides"], pad, config["dilation_rate"], groups)

        return convolve
    if kind == "Dense":
        kernel, bias = weights["kernel"].T.contiguous(), weights.get("bias")
        return lambda x: F.linear(x, kernel, bias)
    if kind == "MaxPooling2D":

        def pool(x):
            x, pad = window(x, config, config["pool_size"], -float("inf"))
            return F.max_pool2d(x, config["pool_size"], config["strides"], pad)

        return pool
    if kind == "AveragePooling2D":

        def mean(x):
            padded, pad = window(x, config, config["pool_size"], 0)
            if padded is not x:
                raise SystemExit("an average pool padded unevenly has no equal in PyTorch")
            return F.avg_pool2d(x, config["pool_size"], config["strides"], pad, count_include_pad=False)

        return mean
    if kind == "ZeroPadding2D":
        (top, bottom), (left, right) = config["padding"]
        return lambda x: F.pad(x, (left, right, top, bottom))
    if kind == "GlobalAveragePooling2D":
        return lambda x: F.adaptive_avg_pool2d(x, 1).flatten(1)
    if kind == "ReLU":
        if config.get("max_value") == 6:
            return lambda x: F.relu6(x, inplace=alone)
        return lambda x: F.relu(x, inplace=alone)
    if kind == "BatchNormalization":
        mean, variance = weights["moving_mean"], weights["moving_variance"]
        return lambda x: F.batch_norm(
            x, mean, variance, weights["gamma"], weights["beta"], eps=config["epsilon"], training=False
        )
    if kind == "Concatenate":
        return lambda *parts: torch.cat(parts, 1)
    if kind == "Add":
        return lambda *parts: sum(parts[1:], parts[0])
    if kind in ("Flatten", "Reshape"):
        shape = config.get("target_shape", [-1])

        def reshape(x):
            flat = (x.permute(0, 2, 3, 1) if x.dim() == 4 else x).reshape(x.shape[0], *shape)
            return flat.permute(0, 3, 1, 2) if len(shape) == 3 else flat

        return reshape
    if kind == "Dropout":
        return lambda x: x
    if kind == "Softmax":
        return lambda x: F.softmax(x, 1)
    raise SystemExit(f"no PyTorch for a layer of kind {kind}")


def read_network(folder, dtype=torch.float32):
    model = json.loads((folder / "model.json").read_text())
    config = model["modelTopology"]["model_config"]["config"]
    weights = read_weights(folder, model["weightsManifest"], dtype)
    kinds = {layer["name"]: layer["class_name"] for layer in config["layers"]}
    readers = {}
    for layer in config["layers"]:
        for name in sources(layer):
            readers[name] = readers.get(name, 0) + 1
    steps = []
    for layer in config["layers"]:
        name = layer["name"]
        own = {key[len(name) + 1 :]: value for key, value in weights.items() if key.startswith(name + "/")}
        # What a convolution gives, its gradient does not need again.
        alone = all(readers[s] == 1 and kinds[s] in ("Conv2D", "DepthwiseConv2D", "Dense") for s in sources(layer))
        steps.append((name, make_layer(layer["class_name"], layer["config"], own, alone), sources(layer)))
    output = config["output_layers"][0][0]

    def network(x):
        values = {}
        for name, layer, inputs in steps:
            values[name] = x if layer is None else layer(*(values[source] for source in inputs))
        return values[output]

    return network, config["layers"][0]["config"]["batch_input_shape"][1:]


def sources(layer):
    return [node[0] for node in layer["inbound_nodes"][0]] if layer["inbound_nodes"] else []


def exact_gradient(folder, x, target):
    network, _ = read_network(folder, torch.float64)
    wanting = x.double().requires_grad_(True)
    gradient = torch.autograd.grad(network(wanting)[0, target], wanting)[0]
    return gradient[0].permute(1, 2, 0).flatten().tolist()


def main():
    folder, target = Path(sys.argv[1]), int(sys.argv[2])
    everything = torch.get_num_threads()
    network, shape = read_network(folder)
    picture = np.fromfile(folder / "input.f32", np.float32).reshape(1, *shape)
    x = torch.from_numpy(picture).permute(0, 3, 1, 2).contiguous()
    wanting = x.clone().requires_grad_(True)

    def forward():
        with torch.inference_mode():
            return network(x)

    def gradient():
        return torch.autograd.grad(network(wanting)[0, target], wanting)[0]

    first = {
        "version": torch.__version__,
        "threads": everything,
        "logits": forward()[0].tolist(),
        "exactGradient": exact_gradient(folder, x, target),
    }
    print(json.dumps(first), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        torch.set_num_threads(asked["threads"] or everything)
        run = forward if asked["pass"] == "forward" else gradient
        began = time.perf_counter()
        for _ in range(asked["count"]):
            run()
        print(json.dumps({"ms": 1000 * (time.perf_counter() - began) / asked["count"]}), flush=True)


main()
