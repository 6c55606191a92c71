"""Writes a trained network as a TF.js layers model, checks the written files against the photos, and writes its card."""
import argparse
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import data as photos_of
from exported import weights_of
from nets import NETWORKS, build, exact_at
from train import HERE, predict, report_of

LICENSE = "The same licence as Lucarne. The training photos are ImageNet's (non-commercial research terms) and are not included."
SUGGESTED = {"lambda": 1e-4, "stepSize": 50}
ASIDE = {"squeezenet-sixteen-robust": "Its first two epochs ran at the rate of a schedule of twelve, before that was shortened."}
MEASURED = HERE / "measured"
TRAINING = ("While it was trained, every photo was first changed by one gradient step, from a noisy start, in the direction that makes "
            "the network misread it most; the network then learnt from the changed photo (adversarial training in its fast, one-step form).")
TRAINING_FR = ("Pendant l’entraînement, chaque photo était d’abord modifiée par un pas de gradient, à partir d’un départ bruité, dans la direction "
               "qui égare le plus le réseau ; le réseau apprenait ensuite de la photo modifiée (entraînement adverse, sous sa forme rapide, en un pas).")


def folded(model, node):
    """(kernel HWIO or [in,out], bias) with the batch norm, where there is one, multiplied in."""
    layer = model.layers[node["name"]]
    if node["op"] == "dense":
        return layer.weight.T, layer.bias
    if not node["norm"]:
        return layer.weight.permute(2, 3, 1, 0), layer.bias
    conv, norm = layer
    scale = norm.weight.double() / (norm.running_var.double() + norm.eps).sqrt()
    kernel = conv.weight.double() * scale.view(-1, 1, 1, 1)
    return kernel.permute(2, 3, 1, 0), norm.bias.double() - norm.running_mean.double() * scale


def keras_layer(node, size):
    """One node in the words of a Keras functional model."""
    op, name = node["op"], node["name"]
    config = {"name": name, "trainable": True, "dtype": "float32"}
    if op == "conv":
        k, s = node["kernel"], node["stride"]
        kind = "Conv2D"
        config |= {"filters": node["cout"], "kernel_size": [k, k], "strides": [s, s], "padding": "same" if node["same"] else "valid",
                   "data_format": "channels_last", "dilation_rate": [1, 1], "activation": "linear", "use_bias": True}
    elif op == "dense":
        kind = "Dense"
        config |= {"units": node["cout"], "activation": "linear", "use_bias": True}
    elif op == "relu":
        kind = "Activation"
        config |= {"activation": "relu"}
    elif op == "maxpool":
        kind = "MaxPooling2D"
        config |= {"pool_size": [node["size"]] * 2, "strides": [node["stride"]] * 2, "padding": "valid", "data_format": "channels_last"}
    elif op == "concat":
        kind = "Concatenate"
        config |= {"axis": -1}
    elif op == "gap":
        kind = "GlobalAveragePooling2D"
        config |= {"data_format": "channels_last"}
    else:
        raise ValueError(op)
    return {"class_name": kind, "name": name, "config": config, "inbound_nodes": [[[i, 0, 0, {}] for i in node["inputs"]]]}


def robust_note(recipe, network):
    """What a robust network says of itself and of the one that it is the twin of; nothing of another."""
    if not recipe["radius"]:
        return {}
    measured = [(MEASURED / f"{network}{end}").read_text().splitlines() for end in (".txt", ".fr.txt")
                if (MEASURED / f"{network}.txt").exists()]
    return {"robust": {"standard": recipe["exported"], "radius": recipe["radius"], "training": {"en": TRAINING, "fr": TRAINING_FR},
                       "measured": [{"en": en, "fr": fr} for en, fr in zip(*measured, strict=True)]}}


def write(model, network, title, size, classes, accuracy, note, out):
    """model.json and one float16 shard, in the TF.js layers format."""
    inputs = {"class_name": "InputLayer", "name": "input", "inbound_nodes": [],
              "config": {"name": "input", "batch_input_shape": [None, size, size, 3], "dtype": "float32", "sparse": False}}
    entries, shard = [], b""
    for node in model.nodes:
        if node["op"] in ("conv", "dense"):
            for part, value in zip(("kernel", "bias"), folded(model, node)):
                value = value.detach().double().numpy()
                assert np.abs(value).max() < 65504, "a weight would overflow float16"
                entries.append({"name": f"{node['name']}/{part}", "shape": list(value.shape), "dtype": "float32",
                                "quantization": {"dtype": "float16", "original_dtype": "float32"}})
                shard += np.ascontiguousarray(value, dtype="<f2").tobytes()
    last = model.nodes[-1]["name"]
    config = {"name": network.replace("-", "_"), "trainable": True,
              "layers": [inputs] + [keras_layer(n, size) for n in model.nodes],
              "input_layers": [["input", 0, 0]], "output_layers": [[last, 0, 0]]}
    described = {
        "format": "layers-model",
        "generatedBy": "Lucarne models/training/export.py",
        "convertedBy": None,
        "modelTopology": {"keras_version": "2.15.0", "backend": "tensorflow",
                          "model_config": {"class_name": "Functional", "config": config}},
        "weightsManifest": [{"paths": ["group1-shard1of1.bin"], "weights": entries}],
        "userDefinedMetadata": {"lucarne": {
            "schema": 1, "id": network, "title": title,
            "input": {"size": [size, size], "preprocessing": "torch"},
            "classes": [{"index": c["index"], "name": c["name"], "wnid": c["wnid"]} for c in classes],
            "output": "logits", "suggested": SUGGESTED, "licence": LICENSE, "accuracy": accuracy} | note},
    }
    out.mkdir(parents=True, exist_ok=True)
    (out / "model.json").write_text(json.dumps(described, indent=1) + "\n")
    (out / "group1-shard1of1.bin").write_bytes(shard)


class Written(torch.nn.Module):
    """The written files alone, read back and run: the check on `write`, sharing none of its code."""

    def __init__(self, folder):
        super().__init__()
        self.config = json.loads((folder / "model.json").read_text())["modelTopology"]["model_config"]["config"]
        self.weights = weights_of(folder)

    def forward(self, x):
        values = {}
        for layer in self.config["layers"]:
            name, c, kind = layer["name"], layer["config"], layer["class_name"]
            args = [values[i[0]] for i in layer["inbound_nodes"][0]] if layer["inbound_nodes"] else []
            if kind == "InputLayer":
                y = x
            elif kind == "Conv2D":
                kernel = self.weights[name + "/kernel"].permute(3, 2, 0, 1)
                assert c["padding"] == "valid" or c["strides"] == [1, 1]
                y = F.conv2d(args[0], kernel, self.weights[name + "/bias"], c["strides"], c["padding"])
            elif kind == "Dense":
                y = args[0] @ self.weights[name + "/kernel"] + self.weights[name + "/bias"]
            elif kind == "Activation":
                y = F.relu(args[0])
            elif kind == "MaxPooling2D":
                y = F.max_pool2d(args[0], c["pool_size"], c["strides"])
            elif kind == "Concatenate":
                y = torch.cat(args, 1)
            elif kind == "GlobalAveragePooling2D":
                y = args[0].mean((2, 3))
            else:
                raise ValueError(kind)
            values[name] = y
        return values[self.config["output_layers"][0][0]]


def percent(x):
    return f"{100 * x:.1f} %"


def stage_text(recipe, epochs):
    """One run of train.py in a sentence."""
    phases = ", ".join(f"{n} epoch{'s' if n != '1' else ''} at {s} px" for s, n in (p.split(":") for p in recipe["sizes"].split(",")))
    if epochs < recipe["epochs"]:
        phases += f" (stopped after {epochs} of {recipe['epochs']} epochs)"
    rate = f"cosine rate from {recipe['lr']:g}"
    if recipe["horizon"]:
        rate += f" over {recipe['horizon']} epochs"
    if recipe["cooldown"]:
        rate += f", the last {recipe['cooldown']} epochs in a straight line to 0"
    text = (f", seed {recipe['seed']}: {phases}; {rate}; batch {recipe['batch']}, weight decay {recipe['weight_decay']:g}, "
            f"label smoothing {recipe['smoothing']:g}, crops of at least {recipe['min_area']:.0%} of the area, "
            f"jitter {recipe['jitter']:g}, average's decay {recipe['ema']:g}.")
    if recipe["cutmix"]:
        text += f" CutMix on {recipe['cutmix']:.0%} of the batches, except in the last fifth."
    if recipe["radius"]:
        text += (f" Every photo was first changed against the network, by one gradient step of {recipe['radius']:g} grey levels from a start "
                 "with as much noise" + (f"; the radius grew to that over the first {recipe['radius_warmup']:g} of the epochs." if recipe["radius_warmup"] else "."))
    if recipe["teacher"]:
        text += (f" Distilled from `{recipe['teacher']}`: weight {recipe['teacher_weight']:g} on its softened answers, "
                 f"temperature {recipe['temperature']:g}.")
    return text


ATTACKS = {
    "pgd, by itself": "PGD on the cross-entropy, {pgdSteps} steps, by itself",
    "apgd-ce": "APGD on the cross-entropy, {steps} steps",
    "apgd-dlr": "then APGD on the DLR, {steps} steps",
    "apgd-t": "then APGD towards each of the {targets} strongest rivals, {steps} steps",
    "square": "then Square, {queries:,} queries",
}


def robust_section(network, recipe):
    """What evaluate_robust.py printed, where that was kept, and what else was measured."""
    printed, sentences = MEASURED / f"{network}.jsonl", MEASURED / f"{network}.txt"
    if not printed.exists():
        return ""
    *steps, total = (json.loads(line) for line in printed.read_text().splitlines())
    rows = "\n".join(f"| {ATTACKS[s['attack']].format(**total)} | {percent(s['standing'])} |" for s in steps if s["attack"] in ATTACKS)
    # None where the evaluation was stopped before it came to them.
    doubt = "" if total["warnings"] is None else " ".join(f"AutoAttack's warning: {w}." for w in total["warnings"]) or "None of AutoAttack's warnings applies."
    ran = {s["attack"] for s in steps}
    reach = (f"The last line is what a small AutoAttack leaves (Croce and Hein 2020, without FAB, one start each, seed {total['seed']})."
             if "square" in ran else
             "An AutoAttack (Croce and Hein 2020) goes on with a search without gradients, which was not run here.")
    measured = "\n".join(f"- {line}" for line in sentences.read_text().splitlines()) if sentences.exists() else ""
    return f"""## Accuracy under attack

{total['photos']} of the validation photos, evenly over the classes, each changed by at most {total['radius']:g} grey levels of 255 in every channel of every
pixel (L-infinity {total['radius']:g}/255), in floating point:

| attack | still read rightly |
| --- | --- |
| none | {percent(total['clean'])} |
{rows}

From APGD on, each attack faces only the photos still standing. {reach} {doubt} It is measured, not proved: a stronger attack, or more photos, may give less, and
with {total['photos']} photos the figure is uncertain by about {200 * (total['autoattack'] * (1 - total['autoattack']) / total['photos']) ** .5:.0f} points either way. It holds for this radius and this norm alone.

## What robust training changes

Measured beside `{recipe['exported']}` by `npm run bench -- twin`:

{measured}

"""


def card(network, title, size, report, runs, weights, size_bytes):
    rows = "\n".join(f"| {c['index']} | {c['name']} | {c['wnid']} | {percent(c['top1'])} |" for c in report["perClass"])
    squeezenet = ("torchvision's SqueezeNet 1.1: a 3x3/2 convolution without padding, eight fire modules, a 1x1 convolution to the "
                  "16 classes, global average pooling. One change: no ReLU after the last convolution, so the logits can be negative.")
    shape = {
        "squeezenet-sixteen": squeezenet,
        "squeezenet-sixteen-robust": squeezenet + " Trained on photos changed against it, so that small changes fool it less.",
        "vgg16-slim": "VGG16's thirteen 3x3 convolutions in five blocks at a quarter of the width (16, 32, 64, 128, 128). In place of the "
                      "4096-wide layers: global average pooling and one dense layer.",
    }[network]

    def origin(recipe):
        if recipe["init"]:
            return "From the first run's average"
        return f"From the exported `{recipe['exported']}`" if recipe["exported"] else "From random weights"

    stages = []
    for recipe, done in runs:
        earlier = recipe["init"]
        if earlier:
            stages.append(origin(earlier) + stage_text(earlier, earlier["epochs"]))
        stages.append(origin(recipe) + stage_text(recipe, done))
    stages = "\n".join(f"{i}. {text}" for i, text in enumerate(dict.fromkeys(stages), start=1))
    if network in ASIDE:
        stages += "\n\n" + ASIDE[network]
    precision = " and ".join(sorted({recipe["precision"] for recipe, _ in runs}))
    mean = ("\nWhich run to export was settled by the same validation photos, so the figure above flatters it slightly.")
    if len(runs) > 1:
        mean = (f"\nThe exported weights are the plain mean of the averages of {len(runs)} runs. That mean was preferred to its parts "
                "by the validation photos,\nso the figure above flatters it slightly.")
    robust = "".join(robust_section(network, run) for run, _ in runs[:1] if run["radius"])
    return f"""# {title}

`{network}`: {shape}

| | |
| --- | --- |
| input | {size} x {size}, RGB in [0, 1] minus (.485, .456, .406), divided by (.229, .224, .225) |
| output | 16 logits, no softmax |
| weights | {weights:,}, float16, {size_bytes / 1e6:.2f} MB |
| top-1 | **{percent(report['top1'])}** (top-5 {percent(report['top5'])}) on {report['photos']:,} validation photos, measured on these files |
| format | TF.js layers model; batch norm is folded into the convolutions |

Every pooling layer divides its input exactly at this size, so `valid`, floor and ceil pooling agree.

## Data

15,089 training and 2,000 validation photos of ImageNet: ten everyday classes and six dog breeds, squashed to 160 x 160.
The photos are under ImageNet's terms (non-commercial research) and are not part of Lucarne.

## Recipe

{stages}

All with SGD and Nesterov momentum 0.9, label smoothing, random resized crops, flips, colour jitter, {precision} arithmetic, and an
averaged copy of the weights, which is what is shipped. Script: `models/training`.{mean}

{robust}## Accuracy per class

| index | class | WordNet id | top-1 |
| --- | --- | --- | --- |
{rows}

## Limits

It knows these 16 classes and nothing else: any photo gets one of them. The photos were squashed, not cropped, so a squashed
photo suits it best. Dog breeds are mixed up more often than the rest. Label smoothing keeps its probabilities modest.
It was made to be looked into; do not rely on its answers.

## Licence

{LICENSE}
"""


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("network", choices=NETWORKS)
    p.add_argument("--data", required=True)
    p.add_argument("--work", default=str(HERE / "work"))
    p.add_argument("--run", help="the run in --work to export, or several with commas: the mean of their weights (default: the network's id)")
    p.add_argument("--out", default="models")
    p.add_argument("--threads", type=int, default=2)
    a = p.parse_args()
    torch.set_num_threads(a.threads)

    saved = [torch.load(Path(a.work) / run / "checkpoint.pt", weights_only=True) for run in (a.run or a.network).split(",")]
    size = saved[0]["recipe"]["input_size"]
    classes = photos_of.classes_of(a.data)
    title = NETWORKS[a.network][0]
    model = build(a.network, len(classes)).requires_grad_(False).eval()
    model.load_state_dict({k: torch.stack([run["ema"][k].double() for run in saved]).mean(0) for k in saved[0]["ema"]})
    assert exact_at(model.nodes, size)
    photos, labels = photos_of.load(a.data, a.work, "val")
    folder = Path(a.out) / a.network

    before = predict(model, photos, size)
    first = saved[0]["recipe"]["init"] or saved[0]["recipe"]
    note = robust_note(saved[0]["recipe"] | {"exported": first["exported"]}, a.network)
    write(model, a.network, title, size, classes, {}, note, folder)
    after = predict(Written(folder), photos, size)
    report = report_of(after, labels, classes)
    worst = (after - before).abs().max().item()
    same = (after.argmax(1) == before.argmax(1)).float().mean().item()
    assert worst < 0.1 and same > 0.995, f"the written files answer otherwise: {worst}, {same}"
    accuracy = {"dataset": "sixteen, validation", "photos": report["photos"], "top1": report["top1"], "top5": report["top5"],
                "perClass": [c["top1"] for c in report["perClass"]]}
    write(model, a.network, title, size, classes, accuracy, note, folder)
    size_bytes = (folder / "group1-shard1of1.bin").stat().st_size
    runs = [(run["recipe"], run["epoch"]) for run in saved]
    (folder / "README.md").write_text(card(a.network, title, size, report, runs, size_bytes // 2, size_bytes))
    print(json.dumps({"network": a.network, "epochs": [run["epoch"] for run in saved], "top1": report["top1"], "top5": report["top5"],
                      "beforeExport": report_of(before, labels, classes)["top1"], "largestLogitDifference": round(worst, 4),
                      "bytes": size_bytes}))


if __name__ == "__main__":
    main()
