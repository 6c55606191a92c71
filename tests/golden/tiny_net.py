"""The tests' generated network (testing/tiny-network.ts) once more in PyTorch, its weights drawn from the same seed, in float64."""

import math

import numpy as np
import torch
import torch.nn.functional as F

from seeded import Random

MEAN = torch.tensor([0.485, 0.456, 0.406], dtype=torch.float64).view(1, 3, 1, 1)
STD = torch.tensor([0.229, 0.224, 0.225], dtype=torch.float64).view(1, 3, 1, 1)


class TinyNet:
    def __init__(self, classes, seed=1):
        random = Random(seed)

        def conv(side, ins, outs, balanced=False):
            deviation = math.sqrt(2 / (side * side * ins))
            kernel = (random.normals((side, side, ins, outs)) * deviation).astype(np.float32)
            bias = (random.normals((outs,)).astype(np.float64) * 0.1).astype(np.float32)
            if balanced:
                kernel = (kernel - kernel.reshape(-1, outs).mean(0, dtype=np.float64)).astype(np.float32)
            return torch.from_numpy(kernel).permute(3, 2, 0, 1).double(), torch.from_numpy(bias).double()

        self.conv1 = conv(3, 3, 8)
        self.squeeze = conv(1, 8, 4)
        self.expand1 = conv(1, 4, 8)
        self.expand3 = conv(3, 4, 8)
        self.conv2 = conv(1, 16, classes, balanced=True)

    def features(self, z):
        """What the fire module sees in `[N, 3, H, W]`, in z-scores."""
        a = F.relu(F.conv2d(z, *self.conv1, stride=2))
        a = F.relu(F.conv2d(F.max_pool2d(a, 3, 2), *self.squeeze))
        return torch.cat([F.relu(F.conv2d(a, *self.expand1)), F.relu(F.conv2d(a, *self.expand3, padding=1))], 1)

    def answers(self, features):
        """The logits."""
        return F.conv2d(features, *self.conv2).mean((2, 3))

    def logits(self, pixels):
        """Of `[N, 3, H, W]`, RGB in [0, 1]."""
        return self.answers(self.features((pixels - MEAN) / STD))

    def slope(self, pixels, score):
        """Logits, and the gradient of a score of them with respect to the pixels."""
        pixels = pixels.clone().requires_grad_()
        logits = self.logits(pixels)[0]
        return logits.detach(), torch.autograd.grad(score(logits), pixels)[0]
