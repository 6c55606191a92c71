"""The photos: decoded once into a uint8 cache, then cropped, flipped and jittered in batches."""
import io
import json
import tarfile
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

MEAN = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
STD = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)


def classes_of(data):
    return json.loads((Path(data) / "classes.json").read_text())


def load(data, work, split):
    """(photos uint8 [N,H,W,3], labels int64 [N]); decodes `<split>.tar` on first use, in the order of the names."""
    from PIL import Image

    photos_file, labels_file = Path(work) / f"{split}.npy", Path(work) / f"{split}-labels.npy"
    if not labels_file.exists():
        index = {c["wnid"]: c["index"] for c in classes_of(data)}
        photos, labels = [], []
        with tarfile.open(Path(data) / f"{split}.tar") as tar:
            for member in sorted((m for m in tar.getmembers() if m.isfile()), key=lambda m: m.name):
                photos.append(np.asarray(Image.open(io.BytesIO(tar.extractfile(member).read())).convert("RGB")))
                labels.append(index[member.name.split("/")[1]])
        np.save(photos_file, np.stack(photos))
        np.save(labels_file, np.array(labels, np.int64))
    return torch.from_numpy(np.load(photos_file)), torch.from_numpy(np.load(labels_file))


def resized(photos, size):
    """The same photos at another size, antialiased, still uint8 [N,H,W,3]."""
    if photos.shape[1] == size:
        return photos
    out = torch.empty(len(photos), size, size, 3, dtype=torch.uint8)
    for i in range(0, len(photos), 256):
        part = photos[i:i + 256].permute(0, 3, 1, 2)
        small = F.interpolate(part, (size, size), mode="bilinear", antialias=True)
        out[i:i + 256] = small.permute(0, 2, 3, 1)
    return out


def normalised(photos):
    """uint8 [B,H,W,3] -> float [B,3,H,W] in the torch standard, channels last in memory."""
    x = photos.permute(0, 3, 1, 2).float().div_(255)
    return x.sub_(MEAN).div_(STD).contiguous(memory_format=torch.channels_last)


def augmented(photos, size, min_area, jitter, g):
    """A random resized crop, a flip and mild colour jitter, all drawn from the generator `g`."""
    b = len(photos)

    def uniform(lo, hi):
        return torch.rand(b, generator=g) * (hi - lo) + lo

    area, ratio = uniform(min_area, 1.0), torch.exp(uniform(-0.2877, 0.2877))
    w = (area * ratio).sqrt().clamp(max=1.0)
    h = (area / ratio).sqrt().clamp(max=1.0)
    cx, cy = uniform(-1, 1) * (1 - w), uniform(-1, 1) * (1 - h)
    flip = torch.where(uniform(0, 1) < 0.5, -1.0, 1.0)
    zero = torch.zeros(b)
    theta = torch.stack([torch.stack([w * flip, zero, cx], 1), torch.stack([zero, h, cy], 1)], 1)
    x = photos.permute(0, 3, 1, 2).float().div_(255).contiguous()
    x = F.grid_sample(x, F.affine_grid(theta, [b, 3, size, size], align_corners=False),
                      mode="bilinear", padding_mode="reflection", align_corners=False)
    if jitter > 0:
        def factor():
            return uniform(1 - jitter, 1 + jitter).view(b, 1, 1, 1)
        brightness, contrast, saturation = factor(), factor(), factor()
        grey = (x * torch.tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1)).sum(1, keepdim=True)
        mean = grey.mean((2, 3), keepdim=True)
        # brightness * (mean + contrast * (saturated - mean)), as one weighted sum
        x = x.mul_(brightness * contrast * saturation)
        x = x.add_(grey * (brightness * contrast * (1 - saturation)) + mean * (brightness * (1 - contrast)))
        x = x.clamp_(0, 1)
    return x.sub_(MEAN).div_(STD).contiguous(memory_format=torch.channels_last)


def cutmix(x, g):
    """Pastes one box of the reversed batch into the batch; returns the share of the original that is left."""
    size = x.shape[-1]
    side = (1 - torch.rand(1, generator=g).item()) ** 0.5
    cut = int(size * side)
    top, left = (int(torch.randint(0, size - cut + 1, (1,), generator=g)) for _ in range(2))
    box = x.flip(0)[:, :, top:top + cut, left:left + cut].clone()
    x[:, :, top:top + cut, left:left + cut] = box
    return 1 - (cut / size) ** 2
