"""Class visualisation in PyTorch: as the courses' handouts have it, by waves as in Lucid, by phases as in MACO, and deep dream.

Pictures are `[1, 3, H, W]` in z-scores. Each ascent gives the views that the network was shown, step by step, and the last picture.
Random numbers are drawn picture by picture, row by row, pixel by pixel, colour by colour.
"""

import math

import numpy as np
import torch
import torch.nn.functional as F
from scipy.ndimage import gaussian_filter1d

from seeded import Random
from tiny_net import MEAN, STD

LOWEST, HIGHEST = -MEAN / STD, (1 - MEAN) / STD
GREY = (0.5 - MEAN) / STD


def normals(random, count, height, width):
    return torch.from_numpy(random.normals((count, height, width, 3)).astype(np.float64)).permute(0, 3, 1, 2)


def photo_of(seed, size):
    """Noise brought into the colours that a picture can have, which serves as a person's photo."""
    return torch.maximum(torch.minimum(normals(Random(seed), 1, *size), HIGHEST), LOWEST)


def rolled(x, right, down):
    return torch.roll(x, (down, right), (2, 3))


def drawn_jitter(random, jitter):
    return random.integer(0, jitter), random.integer(0, jitter)


# Crops.


def crop_window(centre, share, whole):
    """Where a crop starts, how long it is, and the whole pixels that it touches."""
    extent = max(2, share * whole)
    start = min(whole - extent, max(0, centre * whole - extent / 2))
    first, last = math.floor(start), min(whole, math.ceil(start + extent))
    return start, extent, first, last


def crop(x, centre, share):
    """A crop as large as the picture again, made of no pixel but those that it touches."""
    _, _, height, width = x.shape
    places = []
    windows = [crop_window(at, share, whole) for at, whole in zip(centre, (height, width))]
    for (start, extent, first, last), whole in zip(windows, (height, width)):
        middles = start - first + (torch.arange(whole, dtype=x.dtype) + 0.5) * extent / whole
        places.append(2 * middles / (last - first) - 1)
    down, along = torch.meshgrid(*places, indexing="ij")
    touched = x[:, :, windows[0][2] : windows[0][3], windows[1][2] : windows[1][3]]
    grid = torch.stack([along, down], -1).unsqueeze(0)
    return F.grid_sample(touched, grid, padding_mode="border", align_corners=False)


def drawn_crops(random, x, count, progress, sides=(0.5, 0.25)):
    """Crops that grow smaller from the first step (progress 0) to the last (1), as MACO draws them."""
    about = sides[0] + (sides[1] - sides[0]) * progress
    crops = []
    for _ in range(count):
        centre = 0.5 + 0.15 * random.normal(), 0.5 + 0.15 * random.normal()
        crops.append(crop(x, centre, min(1, max(0.05, about + 0.05 * random.normal()))))
    return torch.cat(crops)


# What is raised.


def logit(target):
    return lambda net, views: net.answers(net.features(views))[:, target].mean()


def channel_of_features(channel):
    return lambda net, views: net.features(views)[:, channel].mean()


def all_of_features():
    return lambda net, views: (net.features(views) ** 2).mean() / 2


# The handouts.


def blurred(x, sigma):
    """The handouts call SciPy."""
    for axis in (2, 3):
        x = torch.from_numpy(gaussian_filter1d(x.numpy(), sigma, axis=axis))
    return x


def total_variation(x):
    return (x[:, :, 1:] - x[:, :, :-1]).abs().sum() + (x[:, :, :, 1:] - x[:, :, :, :-1]).abs().sum()


def handout(net, size, seed, raised, rate, steps, l2=1e-3, variation=0.0, jitter=16, blur_every=10, blur_sigma=0.5, crops=0, photo=None):
    """CS231n, assignment 3, and RDFIA, TP 9: gradient ascent on J(x) = what is raised - l2 ||x||^2 - variation TV(x).

    What is raised is of the picture, or the mean over crops of it. Starts from noise, or from the photo of a seed.
    """
    random = Random(seed)
    x = normals(random, 1, *size) if photo is None else photo_of(photo, size)
    views = []
    for t in range(steps):
        ox, oy = drawn_jitter(random, jitter)
        x = rolled(x, ox, oy).requires_grad_()
        view = drawn_crops(random, x, crops, t / (steps - 1)) if crops else x
        views.append(view.detach())
        (gradient,) = torch.autograd.grad(raised(net, view) - l2 * (x**2).sum() - variation * total_variation(x), x)
        x = rolled((x + rate * gradient).detach(), -ox, -oy)
        x = torch.maximum(torch.minimum(x, HIGHEST), LOWEST)
        if t % blur_every == 0:
            x = blurred(x, blur_sigma)
    return views, x


# Waves and phases.

COLOURS = torch.tensor([[0.26, 0.09, 0.02], [0.27, 0.00, -0.05], [0.27, -0.09, 0.03]], dtype=torch.float64)
COLOURS = COLOURS / COLOURS.norm(dim=0).max()


def picture_of(planes):
    """Decorrelated planes `[3, H, W]` as a picture."""
    return (torch.sigmoid(torch.einsum("cp,phw->chw", COLOURS, planes)).unsqueeze(0) - MEAN) / STD


def frequencies(height, width):
    """Cycles a pixel of each entry of half a spectrum, at least one a picture."""
    down, along = np.meshgrid(np.fft.fftfreq(height), np.fft.rfftfreq(width), indexing="ij")
    return torch.from_numpy(np.maximum(np.sqrt(down**2 + along**2), 1 / max(height, width)))


def resampled(x, theta):
    """By the affine map from places of the result to places of the picture, each from -1 to 1; grey beyond its border."""
    grid = F.affine_grid(torch.tensor([theta], dtype=x.dtype), list(x.shape), align_corners=False)
    return F.grid_sample(x - GREY, grid, padding_mode="zeros", align_corners=False) + GREY


def scaled(x, by):
    return resampled(x, [[1 / by, 0, 0], [0, 1 / by, 0]])


def turned_clockwise(x, degrees):
    _, _, height, width = x.shape
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return resampled(x, [[cos, sin * height / width, 0], [-sin * width / height, cos, 0]])


def drawn_stop(random, most):
    """A multiple of 5 from -most to most."""
    return 5 * random.integer(-(most // 5), most // 5)


def climbed(net, x_of, variable, optimiser, view_of, raised, steps, charge=lambda x: 0):
    """The views of an ascent by one of PyTorch's optimisers, and the last picture."""
    views = []
    for t in range(steps):
        optimiser.zero_grad()
        x = x_of(variable)
        view = view_of(x, t)
        views.append(view.detach())
        (raised(net, view) - charge(x)).backward()
        optimiser.step()
    return views, x_of(variable).detach()


def spectrum_of(picture):
    """Half the spectrum of a picture's planes; black and white are taken as a little less so, since no sigmoid reaches them."""
    pixels = (picture * STD + MEAN)[0].clamp(1 / 512, 1 - 1 / 512)
    planes = torch.einsum("pc,chw->phw", torch.linalg.inv(COLOURS), torch.log(pixels / (1 - pixels)))
    return torch.view_as_real(torch.fft.rfft2(planes, norm="ortho")).movedim(-1, 0)


def waves(net, size, seed, raised, rate, steps, jitter=8, scaling=0, turning=0, photo=None, near=0.0):
    """Olah, Mordvintsev, Schubert 2017, as Lucid has it: the spectrum divided by its frequencies, and Adam.

    From the photo of a seed it is an accentuation, after Hamblin et al.: `near` times the mean square of the change is charged.
    """
    random = Random(seed)
    height, width = size
    gains = 1 / frequencies(height, width) / 4
    if photo is None:
        variable = torch.from_numpy(0.01 * random.normals((2, 3, height, width // 2 + 1)).astype(np.float64))
    else:
        variable = spectrum_of(photo_of(photo, size)) / gains
    variable = variable.requires_grad_()

    def charge(x):
        return 0 if photo is None else near * ((x - photo_of(photo, size)) ** 2).mean()

    def x_of(variable):
        return picture_of(torch.fft.irfft2(torch.complex(variable[0], variable[1]) * gains, s=size, norm="ortho"))

    def view_of(x, t):
        x = rolled(x, *drawn_jitter(random, jitter))
        if scaling:
            x = scaled(x, 1 + drawn_stop(random, scaling) / 100)
        if turning:
            x = turned_clockwise(x, drawn_stop(random, turning))
        return x

    return climbed(net, x_of, variable, torch.optim.Adam([variable], lr=rate, maximize=True), view_of, raised, steps, charge)


# The logarithm of the size of a photograph's waves, as a polynomial of the logarithm of their frequency, plane by plane.
NATURAL = [(-0.1431, -2.2774, -3.8404), (-0.1037, -2.0802, -3.979), (-0.0849, -1.9704, -3.6153)]


def natural_magnitudes(height, width):
    """Measured at 224 pixels; a wave that fits as often into a picture of another size is as large."""
    logarithms = torch.log(frequencies(height, width) * max(height, width) / 224)
    return torch.stack([torch.exp(a * logarithms**2 + b * logarithms + c) for a, b, c in NATURAL])


def standardised(values):
    return (values - values.mean()) / values.std(correction=0)


def phases(net, size, seed, raised, rate, steps, crops=6, noise=0.1):
    """Fel et al. 2023 (MACO): phases alone are moved, by Nadam, and seen through crops that grow smaller, with noise."""
    random = Random(seed)
    height, width = size
    magnitudes = natural_magnitudes(height, width)
    variable = torch.from_numpy(random.normals((3, height, width // 2 + 1)).astype(np.float64)).requires_grad_()

    def x_of(variable):
        spectrum = torch.polar(magnitudes, standardised(variable))
        return picture_of(standardised(torch.fft.irfft2(spectrum, s=size, norm="ortho")))

    def view_of(x, t):
        drawn_jitter(random, 0)
        return drawn_crops(random, x, crops, t / (steps - 1), sides=(0.9, 0.4)) + noise * normals(random, crops, height, width)

    return climbed(net, x_of, variable, torch.optim.NAdam([variable], lr=rate, maximize=True), view_of, raised, steps)


# Deep dream.


def stretched(x, size):
    return x if tuple(x.shape[2:]) == tuple(size) else F.interpolate(x, size=tuple(size), mode="bilinear", align_corners=False)


def dream(net, size, seed, raised, rate, steps, octaves=4, scale=1.4, jitter=32):
    """Mordvintsev, Olah, Tyka 2015: at one size after another, the smallest first; what is added is carried to the next, stretched.

    A step changes pixels by `rate` grey levels in the mean. Starts from noise, which serves as the photo.
    """
    random = Random(seed)
    photo = normals(random, 1, *size)
    bases = [photo]
    for octave in range(1, octaves):
        bases.insert(0, stretched(bases[0], [math.floor(side / scale**octave + 0.5) for side in size]))
    grey_level = 1 / (255 * STD)
    detail, views = torch.zeros_like(bases[0]), []
    for base in bases:
        detail = stretched(detail, base.shape[2:])
        for _ in range(steps // octaves):
            ox, oy = drawn_jitter(random, jitter)
            x = (base + detail).requires_grad_()
            view = rolled(x, ox, oy)
            views.append(view.detach())
            (gradient,) = torch.autograd.grad(raised(net, view), x)
            of_pixels = gradient * grey_level
            x = (x + rate * of_pixels / of_pixels.abs().mean() * grey_level).detach()
            detail = torch.maximum(torch.minimum(x, HIGHEST), LOWEST) - base
    return views, torch.maximum(torch.minimum(photo + detail, HIGHEST), LOWEST)
