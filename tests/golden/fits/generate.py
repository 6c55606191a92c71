"""Writes fits.json: fingerprints of generated pictures as Pillow, torchvision and Keras fit them to a network.

    python tests/golden/fits/generate.py && npx oxfmt tests/golden/fits/fits.json

Needs numpy, Pillow and torchvision (any recent version).
"""

import base64
import io
import json
from pathlib import Path

import numpy as np
import PIL
import torchvision
from PIL import Image

from fits import fingerprint, fits

HERE = Path(__file__).parent
# Width and height of a photo, height and width of a network: larger, smaller, of the same sides, thin, and odd.
CASES = [
    ((97, 61), (64, 64)),
    ((61, 97), (64, 64)),
    ((640, 427), (224, 224)),
    ((427, 641), (224, 224)),
    ((513, 384), (224, 224)),
    ((384, 384), (160, 160)),
    ((225, 224), (224, 224)),
    ((224, 301), (224, 224)),
    ((30, 41), (96, 96)),
    ((301, 5), (64, 64)),
    ((801, 603), (299, 299)),
    ((331, 257), (48, 96)),
    ((97, 201), (96, 48)),
]


def generated(width, height):
    """Edges, ramps and a pattern that no two rows share, of whole numbers alone."""
    y, x, c = np.ogrid[:height, :width, :3]
    value = x * 3 + y * (5 + 2 * c) + ((x * y) >> 3) + 40 * c + 97 * (((x >> 4) ^ (y >> 4)) & 1)
    return Image.fromarray((value & 255).astype(np.uint8))


def main():
    cases = []
    for (width, height), size in CASES:
        image = generated(width, height)
        seen = {name: fingerprint(fit(image)) for name, fit in fits(*size).items()}
        cases.append({"photo": {"width": width, "height": height}, "size": size, "seen": seen})
    file = io.BytesIO()
    generated(97, 61).save(file, "JPEG", quality=80)
    jpeg = Image.open(file)
    golden = {
        "by": f"Pillow {PIL.__version__}, torchvision {torchvision.__version__.split('+')[0]}",
        "cases": cases,
        "jpeg": {
            "file": base64.b64encode(file.getvalue()).decode(),
            "size": (64, 64),
            "seen": {name: fingerprint(fit(jpeg)) for name, fit in fits(64, 64).items()},
        },
    }
    (HERE / "fits.json").write_text(json.dumps(golden, indent=1) + "\n")


if __name__ == "__main__":
    main()
