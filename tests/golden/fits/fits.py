"""The fits as their own libraries do them: Pillow, torchvision's transforms, and Keras's `load_img`."""

import hashlib

from PIL import Image
from torchvision import transforms as T


def keras_load_img(image, target_size):
    """What `keras.utils.load_img` does once the file is open (its default interpolation is nearest)."""
    return image.convert("RGB").resize((target_size[1], target_size[0]), Image.Resampling.NEAREST)


def centre_shape(image, height, width):
    """The largest part of the wanted shape, as `T.CenterCrop` wants it."""
    aspect = width / height
    return (min(image.height, round_half_up(image.width / aspect)), min(image.width, round_half_up(image.height * aspect)))


def round_half_up(value):
    return max(1, int(value + 0.5))


def fits(height, width):
    """The fits by their names in the page. Those that keep the photo's proportions are for square networks."""
    pillow = {
        "squash": T.Resize((height, width)),
        "squash-bicubic": lambda image: image.resize((width, height)),
        "crop": lambda image: T.Resize((height, width))(T.CenterCrop(centre_shape(image, height, width))(image)),
        "keras": lambda image: keras_load_img(image, (height, width)),
    }
    if height != width:
        return pillow
    # torchvision resizes to 256 for 224, and to 342 for 299: the same proportion, rounded.
    return pillow | {
        "torchvision": T.Compose([T.Resize(round(height * 256 / 224)), T.CenterCrop(height)]),
        "shorter-side": T.Compose([T.Resize(height), T.CenterCrop(height)]),
    }


def fingerprint(image):
    """The first 16 digits of the SHA-256 of the picture's RGB bytes."""
    return hashlib.sha256(image.convert("RGB").tobytes()).hexdigest()[:16]
