"""How much accuracy an exported network keeps when photos are changed against it; see README.md."""
import argparse
import json
import time
from pathlib import Path

from environment import settle

if __name__ == "__main__":
    settle()

import torch

import autoattack as attacks
import data as photos_of
from export import Written
from train import HERE

ROUNDING = 1e-6


def parted(attack, batch=25):
    """The attack, a few photos at a time."""
    def whole(photos, labels):
        return torch.cat([attack(photos[i:i + batch], labels[i:i + batch]) for i in range(0, len(photos), batch)])
    return whole


def right(score, photos, labels):
    with torch.no_grad():
        return parted(lambda x, y: score(x).argmax(1) == y)(photos, labels)


def warnings_of(score, photos, labels, white_box, black_box):
    """AutoAttack's own reasons to distrust the number, as sentences; none is what one hopes for."""
    some, y = photos[:10], labels[:10]
    with torch.no_grad():
        runs = torch.stack([score(some) for _ in range(5)])
    slope = attacks.gradient(score, some, y, attacks.cross_entropy)[0]
    lost = white_box - black_box
    found = {
        "the same photo gets other logits when asked again": (runs - runs[0]).abs().max() > 1e-4,
        "the outputs are probabilities already": bool((runs >= 0).all() and ((runs.sum(2) - 1).abs() < 1e-3).all()),
        "some photo has a gradient of zero": bool((slope.flatten(1).abs().amax(1) == 0).any()),
        "a search without gradients beats the gradients by more than 0.2 points": lost > .002,
        "there are fewer than four classes, too few for the targeted DLR": runs.shape[2] < 4,
    }
    return [words for words, so in found.items() if so]


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("folder", help="an exported network's folder")
    p.add_argument("--data", required=True)
    p.add_argument("--work", default=str(HERE / "work"))
    p.add_argument("--photos", type=int, default=100, help="validation photos, evenly over the classes")
    p.add_argument("--radius", type=float, default=4.0, help="grey levels, of 255")
    p.add_argument("--pgd-steps", type=int, default=50)
    p.add_argument("--steps", type=int, default=100, help="of each APGD")
    p.add_argument("--targets", type=int, default=9, help="rivals that the targeted APGD tries")
    p.add_argument("--queries", type=int, default=5000, help="of Square")
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--seed", type=int, default=0)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    network = Written(Path(a.folder))
    size = network.config["layers"][0]["config"]["batch_input_shape"][1]
    photos, labels = photos_of.load(a.data, a.work, "val")
    pick = torch.linspace(0, len(photos) - 1, a.photos).round().long()
    photos, labels = photos_of.resized(photos[pick], size).permute(0, 3, 1, 2).float() / 255, labels[pick]
    epsilon, g = a.radius / 255, torch.Generator().manual_seed(a.seed)

    def score(x):
        return network(((x - photos_of.MEAN) / photos_of.STD).contiguous(memory_format=torch.channels_last))

    def show(name, standing, began):
        print(json.dumps({"attack": name, "standing": round(standing.float().mean().item(), 4), "seconds": round(time.time() - began)}), flush=True)

    def after(standing, attack):
        """Which photos still stand when those in `standing` are attacked."""
        where, left = standing.nonzero()[:, 0], standing.clone()
        if len(where):
            found = parted(attack)(photos[where], labels[where])
            assert (found - photos[where]).abs().max() <= epsilon + ROUNDING and found.min() >= 0 and found.max() <= 1
            left[where] = right(score, found, labels[where])
        return left

    clean = right(score, photos, labels)
    show("none", clean, time.time())
    small = {
        "apgd-ce": lambda x, y: attacks.apgd(score, x, y, epsilon, a.steps, attacks.cross_entropy, g),
        "apgd-dlr": lambda x, y: attacks.apgd(score, x, y, epsilon, a.steps, attacks.dlr, g),
        "apgd-t": lambda x, y: attacks.apgd_targeted(score, x, y, epsilon, a.steps, a.targets, g),
        "square": lambda x, y: attacks.square(score, x, y, epsilon, a.queries, g),
    }
    began = time.time()
    show("pgd, by itself", after(clean, lambda x, y: attacks.pgd(score, x, y, epsilon, a.pgd_steps, g)), began)
    standing, history = clean, [clean]
    for name, attack in small.items():
        began = time.time()
        standing = after(standing, attack)
        history.append(standing)
        show(name, standing, began)
    clean_share, white_box, black_box = (h.float().mean().item() for h in (clean, history[-2], history[-1]))
    print(json.dumps({"radius": a.radius, "norm": "linf", "size": size, "photos": a.photos, "seed": a.seed,
                      "pgdSteps": a.pgd_steps, "steps": a.steps, "targets": a.targets, "queries": a.queries,
                      "clean": round(clean_share, 4), "autoattack": round(black_box, 4),
                      "warnings": warnings_of(score, photos, labels, white_box, black_box)}))


if __name__ == "__main__":
    main()
