"""Writes the architectures as ONNX by both of PyTorch's exporters, with PyTorch's own numbers.

    python models/zoo-check/export.py                  # the small ones, into tests/golden/architectures/
    python models/zoo-check/export.py --full FOLDER    # as published, with seeded weights, into a folder

Needs torch, torchvision, onnx and onnxscript. Weights are a hash of their place in the tensor and of the tensor's name, so that
a golden file holds none of them: the test draws the same ones.
"""

import argparse
import base64
import gzip
import io
import json
import sys
import warnings
import zlib
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

import architectures
from hashes import by_blocks, hashed, packed

warnings.filterwarnings("ignore")
HERE = Path(__file__).parent
GOLDEN = HERE.parent.parent / "tests" / "golden" / "architectures"
LEAST = 16
LARGEST = 40_000


def drawn(name, shape, gain):
    """A weight's values, with what they are drawn by: `centre + size * hash`."""
    count = int(np.prod(shape, dtype=np.int64))
    centre, size = 0.0, 0.2
    if len(shape) >= 2:
        fan = count // shape[0]
        size = gain * (3.0 / max(1, fan)) ** 0.5
        if "relative_position_bias" in name or "pos" in name or "token" in name or "places" in name:
            size = 0.5
    elif name.endswith("running_var"):
        centre, size = 1.0, 0.5
    elif name.endswith("weight"):
        centre, size = 1.0, 0.3
    size = float(np.float32(size))
    return {"seed": zlib.crc32(name.encode()), "centre": centre, "size": size}, count


def values_of(draw, count):
    return (draw["centre"] + draw["size"] * hashed(draw["seed"], count)).astype(np.float32)


def seeded(make, gain=1.2):
    torch.manual_seed(1)
    net = make().eval()
    draws = {}
    with torch.no_grad():
        for name, tensor in [*net.named_parameters(), *net.named_buffers()]:
            if not tensor.is_floating_point() or tensor.numel() < LEAST and "logit_scale" in name or "attn_mask" in name or "coords" in name:
                continue
            if name in dict(net.named_buffers()) and not name.endswith(("running_mean", "running_var")):
                continue
            draw, count = drawn(name, tuple(tensor.shape), gain)
            tensor.copy_(torch.from_numpy(values_of(draw, count)).reshape(tensor.shape))
            draws[name] = draw
    return net, draws


def picture(size):
    return torch.from_numpy((1.5 * hashed(77, 3 * size * size)).astype(np.float32).reshape(1, 3, size, size))


def straightened(net):
    """A network whose batch norms get their gradients in one row: PyTorch 2.13's gives others than their own where a gradient of one
    picture lies as tokens do, `(1, 49, 12).transpose(1, 2).reshape(1, 12, 7, 7)` (LeViT, EfficientFormer, XCiT on a CPU)."""
    def straighten(_module, _given, y):
        if y.requires_grad:
            y.register_hook(lambda gradient: gradient.contiguous())
    for module in net.modules():
        if isinstance(module, torch.nn.modules.batchnorm._BatchNorm):
            module.register_forward_hook(straighten)
    return net


def reference(net, x, cam):
    """Logits, the gradient of the best one by blocks, and the Grad-CAM of a layer."""
    net = straightened(net)
    kept = {}
    handle = None
    if cam:
        def keep(_module, _input, output):
            output.retain_grad()
            kept["a"] = output
        handle = net.get_submodule(cam).register_forward_hook(keep)
    x = x.clone().requires_grad_()
    logits = net(x)
    best = int(logits[0].argmax())
    logits[0, best].backward()
    made = {"logits": logits[0].detach().numpy(), "target": best, "gradient": x.grad[0].numpy()}
    if handle:
        handle.remove()
        a = kept["a"]
        if a.dim() == 4:
            alpha = a.grad.mean((2, 3), keepdim=True)
            made["cam"] = (alpha * a).sum(1)[0].detach().numpy()
    return made


def exported(net, x, exporter, path=None):
    if exporter.startswith("old"):
        target = str(path) if path else io.BytesIO()
        torch.onnx.export(net, (x,), target, dynamo=False, input_names=["x"], do_constant_folding=exporter == "old", training=torch.onnx.TrainingMode.PRESERVE, opset_version=17)
        return onnx.load(path) if path else onnx.load_from_string(target.getvalue())
    program = torch.onnx.export(net, (x,), dynamo=True, input_names=["x"], verbose=False, optimize=exporter == "new")
    return program.model_proto


def bare(model):
    """Without stack traces and shapes, which nothing reads."""
    del model.metadata_props[:]
    model.doc_string = ""
    graph = model.graph
    del graph.value_info[:]
    del graph.metadata_props[:]
    for node in graph.node:
        del node.metadata_props[:]
        node.doc_string = ""
    for value in [*graph.input, *graph.output, *graph.initializer]:
        del value.metadata_props[:]
    return model


def without_weights(model, net, draws):
    """Takes the drawn weights out of a file, into one called `drawn` that is not written, and gives what each is drawn by."""
    known = {}
    for name, tensor in [*net.named_parameters(), *net.named_buffers()]:
        if name in draws:
            known.setdefault((tuple(tensor.shape), tensor.detach().numpy().tobytes()), draws[name])
    taken, at = [], 0
    for tensor in model.graph.initializer:
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < LEAST:
            continue
        draw = known.get((tuple(values.shape), values.tobytes()))
        if draw is None:
            continue
        taken.append([draw["seed"], draw["centre"], draw["size"], values.size])
        tensor.ClearField("raw_data")
        tensor.ClearField("float_data")
        tensor.data_location = onnx.TensorProto.EXTERNAL
        for key, value in (("location", "drawn"), ("offset", at), ("length", 4 * values.size)):
            tensor.external_data.add(key=key, value=str(value))
        at += 4 * values.size
    return taken


def small(chosen, out, exporters):
    GOLDEN.mkdir(parents=True, exist_ok=True)
    cases = []
    for one in chosen:
        net, draws = seeded(one.small)
        x = picture(one.size)
        numbers = reference(net, x, one.cam)
        files = {}
        for exporter in [each for each in one.exporters if each in exporters]:
            try:
                model = bare(exported(net, x, exporter))
                taken = without_weights(model, net, draws)
                if model.ByteSize() > LARGEST:
                    # What was folded cannot be drawn again.
                    model = bare(exported(net, x, f"{exporter}, not folded"))
                    taken = without_weights(model, net, draws)
            except Exception as error:
                print(f"{one.title}: the {exporter} exporter gave up: {str(error)[:200]}", file=sys.stderr)
                continue
            data = gzip.compress(model.SerializeToString(), 9, mtime=0)
            files[exporter] = {"onnx": base64.b64encode(data).decode(), "weights": taken}
        cases.append({
            "title": one.title, "by": f"torch {torch.__version__}", "size": one.size, "target": numbers["target"],
            "logits": packed(numbers["logits"]), "gradient": packed(by_blocks(numbers["gradient"])),
            **({"cam": {"shape": list(numbers["cam"].shape), "values": packed(numbers["cam"])}} if "cam" in numbers else {}),
            "files": files,
        })
        kilobytes = {k: len(f["onnx"]) // 1000 for k, f in files.items()}
        print(one.title, numbers["logits"].std(), kilobytes, flush=True)
        out.write_text(json.dumps({"cases": cases}, separators=(",", ":")) + "\n")
    print(f"{len(cases)} architectures, {out.stat().st_size // 1000} kB")


def full(chosen, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for one in chosen:
        if not one.full:
            continue
        size = 299 if "Inception" in one.title else 256 if "v2-T" in one.title else 32 if "CIFAR" in one.title else 224
        net, _ = seeded(one.full, one.gain)
        x = picture(size)
        numbers = reference(net, x, one.cam)
        name = one.title.replace("/", "-").replace(" ", "_").replace(",", "")
        for exporter in ("old",):
            onnx.save(bare(exported(net, x, exporter, None)), folder / f"{name}.onnx")
        record = {"title": one.title, "size": size, "target": numbers["target"], "logits": packed(numbers["logits"]), "gradient": packed(by_blocks(numbers["gradient"]))}
        if "cam" in numbers:
            record["cam"] = {"shape": list(numbers["cam"].shape), "values": packed(numbers["cam"])}
        (folder / f"{name}.json").write_text(json.dumps(record))
        print(one.title, flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--full", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--exporters", default="old,new")
    parser.add_argument("--out", type=Path, default=GOLDEN / "architectures.json")
    given = parser.parse_args()
    chosen = [one for one in architectures.ALL if any(part in one.title.lower() for part in given.only.lower().split(","))]
    if given.full:
        full(chosen, given.full)
    else:
        small(chosen, given.out, given.exporters.split(","))
