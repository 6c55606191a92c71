"""Auto-PGD, the square attack and DeepFool in PyTorch, written from the papers. Pictures are `[1, 3, H, W]`, RGB in [0, 1].

Each gives every picture that the network was asked about, in order. Random numbers are drawn picture by picture, row by row, pixel by
pixel, colour by colour.
"""

import math

import numpy as np
import torch

from seeded import Random


def uniforms(random, height, width):
    values = np.array([2 * random.uniform() - 1 for _ in range(3 * height * width)])
    return torch.from_numpy(values.reshape(1, height, width, 3)).permute(0, 3, 1, 2)


def normals(random, height, width):
    return torch.from_numpy(random.normals((1, height, width, 3)).astype(np.float64)).permute(0, 3, 1, 2)


def cross_entropy(logits, y):
    return -torch.log_softmax(logits, 0)[y]


def rivals(logits, y):
    return torch.cat([logits[:y], logits[y + 1 :]])


def dlr(logits, y):
    falling = logits.sort(descending=True).values
    return -(logits[y] - rivals(logits, y).max()) / (falling[0] - falling[2])


def targeted_dlr(logits, y, t):
    falling = logits.sort(descending=True).values
    return -(logits[y] - logits[t]) / (falling[0] - (falling[2] + falling[3]) / 2)


def checkpoints(steps):
    """Croce and Hein 2020, 3.2."""
    p = [0, 0.22]
    while p[-1] < 1:
        p.append(p[-1] + max(p[-1] - p[-2] - 0.03, 0.06))
    return {math.ceil(round(at * steps, 6)) for at in p[1:] if at < 1.0001}


def apgd(net, photo, target, seed, loss, aim, norm, epsilon, steps, restarts):
    """Croce and Hein 2020, Algorithm 1; at its end it goes to the best point of all its starts."""
    random, eps = Random(seed), epsilon / 255
    y = int(net.logits(photo)[0].argmax())
    if loss == "ce":
        sign = 1 if aim == "away" else -1
        score = lambda logits: sign * cross_entropy(logits, target)
    else:
        score = lambda logits: dlr(logits, target) if aim == "away" else targeted_dlr(logits, y, target)

    def project(x):
        change = x - photo
        change = change.clamp(-eps, eps) if norm == "linf" else change * min(1, eps / max(1e-300, float(change.norm())))
        return (photo + change).clamp(0, 1)

    def along(g):
        return g.sign() if norm == "linf" else g / max(1e-300, float(g.norm()))

    _, _, height, width = photo.shape
    path, best_of_all = [], (-math.inf, None)
    for _ in range(restarts):
        u = uniforms(random, height, width) if norm == "linf" else normals(random, height, width)
        x = (photo + eps * u / (u.abs().max() if norm == "linf" else u.norm())).clamp(0, 1)
        eta, x_before = 2 * eps, None
        logits, g = net.slope(x, score)
        f = float(score(logits))
        path.append(x)
        x_best, g_best, f_best = x, g, f
        checked, f_checked, halved, rises = 0, f, False, 0
        for k in range(steps):
            a = 0.75 if k > 0 else 1.0
            z = project(x + eta * along(g))
            momentum = (1 - a) * (x - x_before) if k > 0 else 0
            x_before, x = x, project(x + a * (z - x) + momentum)
            path.append(x)
            logits, g = net.slope(x, score)
            f_before, f = f, float(score(logits))
            rises += f > f_before
            if f > f_best:
                x_best, g_best, f_best = x, g, f
            if k + 1 in checkpoints(steps):
                wandered = rises <= 0.75 * (k + 1 - checked)
                stayed = not halved and f_best == f_checked
                halved = wandered or stayed
                if halved:
                    eta, x, g, f = eta / 2, x_best, g_best, f_best
                checked, f_checked, rises = k + 1, f_best, 0
        if f_best > best_of_all[0]:
            best_of_all = (f_best, x_best)
    return path + [best_of_all[1]]


def square(net, photo, target, seed, aim, epsilon, queries, share):
    """Andriushchenko et al. 2020, Algorithms 1 and 2, L-infinity; photo and epsilon are whole grey levels."""
    random, eps = Random(seed), epsilon / 255
    low, high = (photo - eps).clamp(0, 1), (photo + eps).clamp(0, 1)
    project = lambda x: torch.minimum(torch.maximum(x, low), high)
    sign = lambda: 1 if random.integer(0, 1) == 1 else -1
    up = 1 if aim == "towards" else -1
    _, _, height, width = photo.shape

    def loss(x):
        logits = net.logits(x)[0]
        return float(up * (logits[target] - rivals(logits, target).max()))

    best, f_best, path = photo, loss(photo), [photo]
    for i in range(queries):
        x = best.clone()
        if i == 0:
            for column in range(width):
                for c in range(3):
                    x[0, c, :, column] += eps * sign()
        else:
            scaled = int((i - 1) / queries * 10000)
            halvings = sum(scaled > at for at in (10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000))
            side = math.floor(math.sqrt(share / 2**halvings * width * height) + 0.5)
            side = min(width, height, max(1, side))
            top, left = random.integer(0, height - side), random.integer(0, width - side)
            for c in range(3):
                x[0, c, top : top + side, left : left + side] += 2 * eps * sign()
        x = project(x)
        path.append(x)
        f = loss(x)
        if f > f_best:
            best, f_best = x, f
    return path + [best]


def deepfool(net, photo, target, seed, candidates, overshoot, steps):
    """Moosavi-Dezfooli et al. 2015, Algorithm 2, on pictures, until the rounded one is read as something else."""
    logits = net.logits(photo)[0]
    order = [k for k in logits.argsort(descending=True).tolist() if k != target][:candidates]
    x, total, path = photo, torch.zeros_like(photo), [photo]
    for _ in range(steps):
        if int(net.logits(torch.floor(x * 255 + 0.5) / 255)[0].argmax()) != target and int(net.logits(x)[0].argmax()) != target:
            break
        nearest = None
        for k in order:
            logits, w = net.slope(x, lambda s: s[k] - s[target])
            f = float(logits[k] - logits[target])
            distance = (abs(f) + 1e-4) / float(w.norm())
            if nearest is None or distance < nearest[0]:
                nearest = (distance, w)
        distance, w = nearest
        total = total + distance * w / w.norm()
        x = (photo + (1 + overshoot) * total).clamp(0, 1)
        path.append(x)
    return path
