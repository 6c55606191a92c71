"""Numbers that a test can draw again, and how numbers are written down."""

import base64

import numpy as np

BLOCKS = 8


def hashed(seed, count):
    """`count` numbers in [-1, 1): a 32-bit mix (Murmur3's finaliser) of seed and place."""
    h = (np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B9)) ^ np.uint32(seed)
    h ^= h >> np.uint32(16)
    h *= np.uint32(0x85EBCA6B)
    h ^= h >> np.uint32(13)
    h *= np.uint32(0xC2B2AE35)
    h ^= h >> np.uint32(16)
    return h.astype(np.float64) / 2.0**31 - 1


def by_blocks(gradient):
    """Mean of each of at most 8 x 8 blocks, `[3, rows, columns]`; ends that fill no block are left out."""
    _, height, width = gradient.shape
    block = max(1, height // BLOCKS)
    rows, columns = height // block, width // block
    cut = gradient[:, : rows * block, : columns * block]
    return cut.reshape(3, rows, block, columns, block).mean((2, 4))


def packed(values):
    return base64.b64encode(np.ascontiguousarray(values, dtype="<f4").tobytes()).decode()
