"""The saliency methods in PyTorch's autograd, written from the papers. Pictures are `[1, 3, H, W]` in z-score space."""

import math

import numpy as np
import torch
import torch.nn.functional as F
from scipy.ndimage import gaussian_filter

from seeded import Random

MEAN = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
STD = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)


def score(logits, target, objective="logit"):
    s = logits[:, target]
    if objective == "logit":
        return s
    if objective == "probability":
        return torch.softmax(logits, 1)[:, target]
    if objective == "log-probability":
        return torch.log_softmax(logits, 1)[:, target]
    others = torch.cat([logits[:, :target], logits[:, target + 1 :]], 1)
    return s - others.max(1).values


def gradient(net, x, target, objective="logit", rule="standard"):
    x = x.clone().requires_grad_()
    value = score(net.run(x, rule)[net.last], target, objective).sum()
    return torch.autograd.grad(value, x)[0]


def largest(g):
    return g.abs().amax(1)[0]


def vanilla(net, x, target, seed, objective="logit"):
    return largest(gradient(net, x, target, objective))


def gradient_x_input(net, x, target, seed):
    return (x * gradient(net, x, target)).sum(1)[0]


def smooth_grad(net, x, target, seed, samples, noise, average):
    random = Random(seed)
    sigma = noise / 100 * (x.max() - x.min())
    _, _, height, width = x.shape
    each = []
    for _ in range(samples):
        e = torch.from_numpy(random.normals((1, height, width, 3))).permute(0, 3, 1, 2)
        each.append(gradient(net, x + sigma * e, target).double())
    g = torch.cat(each)
    average = {"mean": g.mean(0), "squares": (g**2).mean(0), "variance": g.var(0, unbiased=False)}[average]
    return largest(average[None])


def baseline(kind, x, blur=10):
    if kind == "black":
        return (-MEAN / STD).expand_as(x)
    if kind == "white":
        return ((1 - MEAN) / STD).expand_as(x)
    if kind == "grey":
        return torch.zeros_like(x)
    blurred = gaussian_filter(x.numpy().astype(np.float64), (0, 0, blur, blur), mode="reflect", truncate=4)
    return torch.from_numpy(blurred).float()


def integrated_gradients(net, x, target, seed, steps, baseline_kind, objective="logit"):
    b = baseline(baseline_kind, x)
    total = sum(gradient(net, b + (k + 0.5) / steps * (x - b), target, objective).double() for k in range(steps))
    return ((x - b) * total / steps).sum(1)[0]


def guided(net, x, target, seed, rule="guided"):
    return largest(gradient(net, x, target, rule=rule))


def grad_cam(net, x, target, seed, layer, objective="logit"):
    values = net.run(x.clone().requires_grad_())
    a = values[layer]
    da = torch.autograd.grad(score(values[net.last], target, objective).sum(), a)[0]
    cam = F.relu((da.mean((2, 3), keepdim=True) * a).sum(1, keepdim=True))
    return F.interpolate(cam, x.shape[2:], mode="bilinear", align_corners=False)[0, 0].detach()


def guided_grad_cam(net, x, target, seed, layer):
    return largest(gradient(net, x, target, rule="guided") * grad_cam(net, x, target, seed, layer))


def occlusion(net, x, target, seed, patch, stride, objective="logit"):
    _, _, height, width = x.shape
    total, covers = torch.zeros(height, width), torch.zeros(height, width)
    with torch.no_grad():
        whole = score(net.logits(x), target, objective)[0]
        for top in range(0, height - patch + 1, stride):
            for left in range(0, width - patch + 1, stride):
                hidden = x.clone()
                hidden[:, :, top : top + patch, left : left + patch] = 0
                fall = whole - score(net.logits(hidden), target, objective)[0]
                total[top : top + patch, left : left + patch] += fall
                covers[top : top + patch, left : left + patch] += 1
    return total / covers.clamp(min=1)


def soft_mask(random, height, width, cells, keep):
    grid = np.array([1.0 if random.uniform() < keep else 0.0 for _ in range(cells * cells)]).reshape(1, 1, cells, cells)
    cell = (math.ceil(height / cells), math.ceil(width / cells))
    down, right = random.integer(0, cell[0] - 1), random.integer(0, cell[1] - 1)
    size = ((cells + 1) * cell[0], (cells + 1) * cell[1])
    whole = F.interpolate(torch.from_numpy(grid).float(), size, mode="bilinear", align_corners=False)
    return whole[:, :, down : down + height, right : right + width]


def rise(net, x, target, seed, masks, weighting, cells=7, keep=0.5):
    random = Random(seed)
    _, _, height, width = x.shape
    weighted, kept, scores = torch.zeros(height, width).double(), torch.zeros(height, width).double(), []
    with torch.no_grad():
        for _ in range(masks):
            mask = soft_mask(random, height, width, cells, keep)
            scores.append(score(net.logits(x * mask), target, "probability")[0].item())
            weighted += scores[-1] * mask[0, 0]
            kept += mask[0, 0]
    if weighting == "paper":
        return weighted / (keep * masks)
    return torch.where(kept > 0, weighted / kept - np.mean(scores), 0)
