"""A small AutoAttack (Croce & Hein 2020) within an L-infinity ball: APGD and Square, written out from the papers.

Here photos are [B,3,H,W] with colours in [0,1], `epsilon` is in the same unit, and `score` maps photos to logits [B,C].
Every attack returns photos within the ball: for each photo one that is misread, where the attack met one.
"""
import torch
import torch.nn.functional as F


def clipped(x, photos, epsilon):
    return torch.minimum(torch.maximum(x, photos - epsilon), photos + epsilon).clamp(0, 1)


def margin(logits, labels):
    """The true class's logit less its strongest rival's [B]: below 0 where the photo is misread."""
    true = logits.gather(1, labels[:, None])[:, 0]
    return true - logits.scatter(1, labels[:, None], -torch.inf).amax(1)


def cross_entropy(logits, labels):
    return F.cross_entropy(logits, labels, reduction="none")


def dlr(logits, labels):
    """The difference of logits ratio: the margin, in units that scaling the logits does not change."""
    top = logits.sort(1, descending=True).values
    return -margin(logits, labels) / (top[:, 0] - top[:, 2] + 1e-12)


def targeted_dlr(targets):
    def objective(logits, labels):
        top = logits.sort(1, descending=True).values
        true, target = (logits.gather(1, i[:, None])[:, 0] for i in (labels, targets))
        return -(true - target) / (top[:, 0] - (top[:, 2] + top[:, 3]) / 2 + 1e-12)
    return objective


def gradient(score, x, labels, objective):
    """(gradient of the objective, its value [B], misread [B]) at `x`."""
    x = x.detach().requires_grad_()
    logits = score(x)
    value = objective(logits, labels)
    return torch.autograd.grad(value.sum(), x)[0], value.detach(), logits.detach().argmax(1) != labels


def pgd(score, photos, labels, epsilon, steps, g):
    """Plain projected ascent on the cross-entropy from a random start; steps of 2.5 epsilon over `steps`."""
    x = clipped(photos + epsilon * (2 * torch.rand(photos.shape, generator=g) - 1), photos, epsilon)
    found = photos.clone()
    for _ in range(steps + 1):
        slope, _, misread = gradient(score, x, labels, cross_entropy)
        found[misread] = x[misread]
        x = clipped(x + 2.5 / steps * epsilon * slope.sign(), photos, epsilon)
    return found


def checkpoints(steps):
    """The steps after which APGD looks back: after 22 %, then after stretches shorter by 3 % each time, at least 6 %."""
    at, stretch, shortest, less = [], max(int(.22 * steps), 1), max(int(.06 * steps), 1), max(int(.03 * steps), 1)
    while (at[-1] if at else 0) + stretch < steps:
        at.append((at[-1] if at else 0) + stretch)
        stretch = max(stretch - less, shortest)
    return at


def apgd(score, photos, labels, epsilon, steps, objective, g):
    """PGD with momentum that halves a photo's step, and returns to its best point, when the objective stops rising."""
    x = clipped(photos + epsilon * (2 * torch.rand(photos.shape, generator=g) - 1), photos, epsilon)
    slope, value, misread = gradient(score, x, labels, objective)
    found = torch.where(misread[:, None, None, None], x, photos)
    before, best, best_slope, best_value = x.clone(), x.clone(), slope.clone(), value.clone()
    step = torch.full((len(x), 1, 1, 1), 2 * epsilon)
    rises, halved, best_then = torch.zeros(len(x)), torch.ones(len(x), dtype=torch.bool), value.clone()
    last, looks = 0, set(checkpoints(steps))
    for k in range(1, steps + 1):
        share = 1.0 if k == 1 else .75
        ahead = clipped(x + step * slope.sign(), photos, epsilon)
        x, before = clipped(x + share * (ahead - x) + (1 - share) * (x - before), photos, epsilon), x
        value_before = value
        slope, value, misread = gradient(score, x, labels, objective)
        found[misread] = x[misread]
        rises += value > value_before
        better = value > best_value
        best[better], best_slope[better], best_value[better] = x[better], slope[better], value[better]
        if k in looks:
            stuck = (rises <= .75 * (k - last)) | (~halved & (best_value <= best_then))
            step[stuck] /= 2
            x[stuck], slope[stuck], value[stuck] = best[stuck], best_slope[stuck], best_value[stuck]
            rises, halved, best_then, last = torch.zeros(len(x)), stuck, best_value.clone(), k
    return found


def apgd_targeted(score, photos, labels, epsilon, steps, count, g):
    """APGD on the targeted DLR towards each of the `count` strongest rivals in turn; photos already misread are left."""
    with torch.no_grad():
        rivals = score(photos).scatter(1, labels[:, None], -torch.inf).argsort(1, descending=True)
    found, standing = photos.clone(), torch.ones(len(photos), dtype=torch.bool)
    for r in range(count):
        if standing.any():
            some, y = photos[standing], labels[standing]
            found[standing] = apgd(score, some, y, epsilon, steps, targeted_dlr(rivals[standing, r]), g)
            with torch.no_grad():
                standing &= score(found).argmax(1) == labels
    return found


def side_of(query, queries, height):
    """The side of Square's next square: a share of the photo that is halved at fixed shares of the queries."""
    halvings = sum(query * 10000 / queries > at for at in (10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000))
    return max(int(round((.8 / 2 ** halvings * height ** 2) ** .5)), 1)


def square(score, photos, labels, epsilon, queries, g):
    """Random search without gradients (Andriushchenko et al. 2020): a square at +-epsilon is kept if the margin falls."""
    b, c, h, w = photos.shape

    def signs(*shape):
        return torch.randint(0, 2, shape, generator=g) * 2.0 - 1

    with torch.no_grad():
        x = (photos + epsilon * signs(b, c, 1, w)).clamp(0, 1)
        best = margin(score(x), labels)
        for query in range(1, queries):
            active = (best > 0).nonzero()[:, 0]
            if not len(active):
                break
            side = min(side_of(query, queries, h), h)
            tried = x[active]
            for i, photo in zip(range(len(active)), photos[active]):
                top, left = (int(torch.randint(0, n - side + 1, (1,), generator=g)) for n in (h, w))
                part = (slice(None), slice(top, top + side), slice(left, left + side))
                tried[i][part] = (photo[part] + epsilon * signs(c, 1, 1)).clamp(0, 1)
            now = margin(score(tried), labels[active])
            lower = now < best[active]
            x[active[lower]], best[active[lower]] = tried[lower], now[lower]
    return x
