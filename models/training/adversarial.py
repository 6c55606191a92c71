"""Changes of a photo, at most a radius in every channel of every pixel, that make a network wrong (L-infinity attacks).

Photos here are [B,3,H,W] in the torch standard, as `data.py` makes them; a radius is in grey levels, of 255.
"""
import torch
import torch.nn.functional as F

from data import MEAN, STD

LOWEST, HIGHEST = (0 - MEAN) / STD, (1 - MEAN) / STD


def scaled(radius):
    """A radius in grey levels -> [1,3,1,1] in the torch standard."""
    return radius / 255 / STD


def within(x, photos, epsilon):
    """The photos nearest to `x` that are at most `epsilon` from `photos` and have no colour below 0 or above 1."""
    x = torch.minimum(torch.maximum(x, photos - epsilon), photos + epsilon)
    return torch.minimum(torch.maximum(x, LOWEST), HIGHEST)


def uniform(photos, g):
    return torch.rand(photos.shape, generator=g).mul_(2).sub_(1).contiguous(memory_format=torch.channels_last)


def ascent(model, x, labels):
    """The sign of the gradient of the cross-entropy at `x`; leaves the weights' gradients alone."""
    x = x.detach().requires_grad_()
    return torch.autograd.grad(F.cross_entropy(model(x).float(), labels), x)[0].sign()


def noisy_fgsm(model, photos, labels, radius, g):
    """One step of the radius from a noisy start, not projected onto the ball (N-FGSM, de Jorge et al. 2022).

    Leaving out the projection is what keeps a network that trains on single steps from learning to fool the step
    instead of resisting it (catastrophic overfitting, Wong et al. 2020).
    """
    epsilon = scaled(radius)
    noisy = photos + epsilon * uniform(photos, g)
    x = noisy + epsilon * ascent(model, noisy, labels)
    return torch.minimum(torch.maximum(x, LOWEST), HIGHEST)


def pgd(model, photos, labels, radius, steps, g):
    """Projected gradient ascent (Madry et al. 2018) from a random start, in steps of 2.5 radii over `steps`."""
    epsilon = scaled(radius)
    x = within(photos + epsilon * uniform(photos, g), photos, epsilon)
    for _ in range(steps):
        x = within(x + 2.5 / steps * epsilon * ascent(model, x, labels), photos, epsilon)
    return x
