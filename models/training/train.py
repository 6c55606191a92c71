"""Trains one of the bundled networks. See README.md; every number that matters is a flag."""
import argparse
import copy
import json
import math
import os
import sys
import time
from pathlib import Path

from environment import settle

if __name__ == "__main__":
    settle()

import torch
import torch.nn.functional as F

import data as photos_of
from adversarial import noisy_fgsm, pgd
from exported import unfold
from nets import NETWORKS, build, exact_at

HERE = Path(__file__).resolve().parent


def flags():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("network", choices=NETWORKS)
    p.add_argument("--data", required=True, help="folder with train.tar, val.tar and classes.json")
    p.add_argument("--work", default=str(HERE / "work"), help="cache, checkpoints, logs and reports")
    p.add_argument("--run", help="folder in --work for checkpoint, log and report (default: the network's id)")
    p.add_argument("--init", help="an earlier run in --work whose averaged weights this one starts from")
    p.add_argument("--exported", help="an exported network's folder whose weights this one starts from")
    p.add_argument("--sizes", default="96:36,128:18,160:4", help="size:epochs, in order; their sum is the schedule")
    p.add_argument("--input-size", type=int, default=160, help="size of validation and of the exported network")
    p.add_argument("--batch", type=int, default=64)
    p.add_argument("--lr", type=float, default=0.1)
    p.add_argument("--warmup", type=float, default=2, help="epochs")
    p.add_argument("--horizon", type=int, help="epochs until the cosine reaches 0 (default: the whole schedule)")
    p.add_argument("--cooldown", type=int, help="epochs at the end in which the rate falls to 0 in a straight line")
    p.add_argument("--weight-decay", type=float, default=5e-4)
    p.add_argument("--smoothing", type=float, default=0.1)
    p.add_argument("--min-area", type=float, default=0.35, help="smallest share of a photo that a crop keeps")
    p.add_argument("--jitter", type=float, default=0.25)
    p.add_argument("--cutmix", type=float, default=0.0, help="share of batches that are mixed, but for the last fifth")
    p.add_argument("--ema", type=float, default=0.998)
    p.add_argument("--teacher", choices=NETWORKS, help="the other network, already trained in --work, to distil from")
    p.add_argument("--teacher-weight", type=float, default=0.5)
    p.add_argument("--temperature", type=float, default=2.0)
    p.add_argument("--radius", type=float, default=0.0, help="trains on photos changed by up to so many grey levels, against the network")
    p.add_argument("--radius-warmup", type=float, default=2, help="epochs in which the radius grows to its full size")
    p.add_argument("--precision", choices=("bfloat16", "float32"), default="bfloat16", help="float32 is faster where the processor has no bfloat16")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--fresh", action="store_true", help="start over instead of resuming")
    p.add_argument("--amend", action="store_true", help="resume although the flags differ from the checkpoint's")
    p.add_argument("--batches", type=int, help="stop after so many batches (a smoke test; nothing is saved)")
    return p.parse_args()


def source_size(size):
    """The cached size that crops of `size` are cut from: a little larger, so that they are sharp but not aliased."""
    return 128 if size <= 96 else 160


def predict(model, photos, size, batch=100, half=False):
    model.eval()
    out = []
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=half):
        for i in range(0, len(photos), batch):
            part = photos_of.resized(photos[i:i + batch], size)
            out.append(model(photos_of.normalised(part)).float())
    return torch.cat(out)


def accuracy(logits, labels):
    return round((logits.argmax(1) == labels).float().mean().item(), 4)


def standing(model, photos, labels, size, radius):
    """The share still right after a short PGD at this size: a check during training, not a measure of robustness."""
    model.eval()
    x = photos_of.normalised(photos_of.resized(photos, size))
    x = pgd(model, x, labels, radius, 5, torch.Generator().manual_seed(0))
    with torch.no_grad():
        return accuracy(model(x), labels)


def report_of(logits, labels, classes):
    right = logits.argmax(1) == labels
    top5 = (logits.topk(5, 1).indices == labels[:, None]).any(1)
    per_class = [{**c, "photos": int((labels == c["index"]).sum()),
                  "top1": round(right[labels == c["index"]].float().mean().item(), 4)} for c in classes]
    return {"photos": len(labels), "top1": round(right.float().mean().item(), 4),
            "top5": round(top5.float().mean().item(), 4), "perClass": per_class}


def main():
    a = flags()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    work = Path(a.work)
    folder = work / (a.run or a.network)
    folder.mkdir(parents=True, exist_ok=True)
    checkpoint = folder / "checkpoint.pt"
    classes = photos_of.classes_of(a.data)
    photos, labels = photos_of.load(a.data, work, "train")
    val_photos, val_labels = photos_of.load(a.data, work, "val")
    sub_photos, sub_labels = val_photos[::4], val_labels[::4]
    half = a.precision == "bfloat16"

    model = build(a.network, len(classes))
    assert exact_at(model.nodes, a.input_size), "a pooling layer would drop a row at this input size"
    ema = copy.deepcopy(model).requires_grad_(False)
    weights = [p for p in model.parameters() if p.ndim > 1]
    others = [p for p in model.parameters() if p.ndim <= 1]
    optimiser = torch.optim.SGD([{"params": weights, "weight_decay": a.weight_decay}, {"params": others, "weight_decay": 0.0}],
                                lr=a.lr, momentum=0.9, nesterov=True)
    phases = [tuple(map(int, part.split(":"))) for part in a.sizes.split(",")]
    epochs = sum(n for _, n in phases)
    size_of = [size for size, n in phases for _ in range(n)]
    steps = len(photos) // a.batch
    total = epochs * steps

    horizon, cooldown = a.horizon or epochs, (a.cooldown or 0) * steps

    def rate(step):
        left = total - step
        if left < cooldown:
            return rate(total - cooldown) * left / cooldown
        t = step / steps
        if t < a.warmup:
            return a.lr * (0.05 + 0.95 * t / a.warmup)
        return a.lr * 0.5 * (1 + math.cos(math.pi * (t - a.warmup) / (horizon - a.warmup)))

    recipe = {k: v for k, v in vars(a).items() if k not in ("data", "work", "run", "fresh", "amend", "batches", "threads")}
    recipe |= {"epochs": epochs, "exported": Path(a.exported).name if a.exported else None}
    start = 0
    if a.init:
        earlier = torch.load(work / a.init / "checkpoint.pt", weights_only=True)
        model.load_state_dict(earlier["ema"])
        ema.load_state_dict(earlier["ema"])
        recipe["init"] = earlier["recipe"]
    if a.exported:
        some = torch.randperm(len(photos), generator=torch.Generator().manual_seed(a.seed))[:512]
        unfold(model, a.exported, photos_of.normalised(photos_of.resized(photos[some], phases[0][0])))
        ema.load_state_dict(model.state_dict())
    best_standing = 0.0
    if checkpoint.exists() and not a.fresh and not a.batches:
        saved = torch.load(checkpoint, weights_only=True)
        if saved["recipe"] != recipe and not a.amend:
            sys.exit(f"{checkpoint} was made by another recipe {saved['recipe']}; pass --fresh to start over, or --amend to go on")
        model.load_state_dict(saved["model"])
        ema.load_state_dict(saved["ema"])
        optimiser.load_state_dict(saved["optimiser"])
        start, best_standing = saved["epoch"], saved["standing"]

    teacher = None
    if a.teacher:
        teacher = build(a.teacher, len(classes)).requires_grad_(False).eval()
        teacher.load_state_dict(torch.load(work / a.teacher / "checkpoint.pt", weights_only=True)["ema"])

    live = [t for t in model.state_dict().values() if t.is_floating_point()]
    averaged = [t for t in ema.state_dict().values() if t.is_floating_point()]
    sources = {160: photos}
    log = open(folder / "log.jsonl", "a" if start else "w")
    print(json.dumps({"recipe": recipe, "from": start, "steps": steps}), flush=True)

    for epoch in range(start, epochs):
        began = time.time()
        size = size_of[epoch]
        if source_size(size) not in sources:
            sources[source_size(size)] = photos_of.resized(photos, source_size(size))
        source = sources[source_size(size)]
        g = torch.Generator().manual_seed(a.seed * 100003 + epoch)
        order = torch.randperm(len(photos), generator=g)
        mixing = a.cutmix if epoch < 0.8 * epochs else 0.0
        model.train()
        seen_loss = seen_right = 0.0
        for i in range(steps):
            step = epoch * steps + i
            for group in optimiser.param_groups:
                group["lr"] = rate(step)
            pick = order[i * a.batch:(i + 1) * a.batch]
            x, y = photos_of.augmented(source[pick], size, a.min_area, a.jitter, g), labels[pick]
            kept = photos_of.cutmix(x, g) if mixing and torch.rand(1, generator=g).item() < mixing else 1.0
            if a.radius:
                with torch.autocast("cpu", torch.bfloat16, enabled=half):
                    x = noisy_fgsm(model, x, y, a.radius * min(1, (step + 1) / max(1, steps * a.radius_warmup)), g)
            with torch.autocast("cpu", torch.bfloat16, enabled=half):
                out = model(x)
            out = out.float()
            loss = F.cross_entropy(out, y, label_smoothing=a.smoothing)
            if kept < 1:
                loss = kept * loss + (1 - kept) * F.cross_entropy(out, y.flip(0), label_smoothing=a.smoothing)
            if teacher is not None:
                with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=half):
                    wanted = teacher(x).float()
                soft = F.kl_div(F.log_softmax(out / a.temperature, 1), F.log_softmax(wanted / a.temperature, 1),
                                reduction="batchmean", log_target=True) * a.temperature ** 2
                loss = (1 - a.teacher_weight) * loss + a.teacher_weight * soft
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            torch._foreach_lerp_(averaged, live, 1 - min(a.ema, (1 + step) / (10 + step)))
            seen_loss += loss.item()
            seen_right += (out.argmax(1) == y).float().mean().item()
            if a.batches and i + 1 == a.batches:
                print(f"{(time.time() - began) / (a.batches * a.batch) * 1000:.2f} ms/photo at {size}, loss {loss.item():.3f}")
                return
        row = {"epoch": epoch + 1, "of": epochs, "size": size, "lr": round(rate((epoch + 1) * steps - 1), 5),
               "loss": round(seen_loss / steps, 4), "train": round(seen_right / steps, 4)}
        if (epoch + 1) % 3 == 0 or epochs - epoch <= 3:
            row["val500"] = accuracy(predict(ema, sub_photos, a.input_size, half=half), sub_labels)
        if a.radius:
            row["standing"] = standing(ema, val_photos[::10], val_labels[::10], size, a.radius)
            if row["standing"] < best_standing / 2:
                sys.exit(f"{row}: catastrophic overfitting; the checkpoint before it is kept, go on from it with another --seed or a lower --lr")
            best_standing = max(best_standing, row["standing"])
        row["seconds"] = round(time.time() - began, 1)
        log.write(json.dumps(row) + "\n")
        log.flush()
        print(json.dumps(row), flush=True)
        draft = checkpoint.with_suffix(".tmp")
        torch.save({"network": a.network, "recipe": recipe, "epoch": epoch + 1, "step": (epoch + 1) * steps, "standing": best_standing,
                    "model": model.state_dict(), "ema": ema.state_dict(), "optimiser": optimiser.state_dict()}, draft)
        os.replace(draft, checkpoint)

    report = {"network": a.network, "inputSize": a.input_size, "recipe": recipe,
              **report_of(predict(ema, val_photos, a.input_size), val_labels, classes)}
    (folder / "report.json").write_text(json.dumps(report, indent=1) + "\n")
    print(json.dumps({"top1": report["top1"], "top5": report["top5"]}), flush=True)


if __name__ == "__main__":
    main()
