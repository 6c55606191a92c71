"""Small picture files of every kind, and the RGB bytes that Pillow reads from them: exif_transpose, then convert("RGB").

    python generate.py     # writes pictures.json: per file its bytes (base64) and the SHA-256 of its 64 x 64 x 3 bytes

Written with Pillow 12.3. The pictures are 64 x 64, drawn here, and differ under every turn.
"""

import base64
import hashlib
import io
import json
import pathlib
import struct
import zlib

import numpy as np
from PIL import Image, ImageCms, ImageOps

SIDE = 64
files = {}


def picture():
    y, x = np.mgrid[0:SIDE, 0:SIDE]
    a = np.stack([x * 4, y * 3, (x + 2 * y) % 256], -1).astype(np.uint8)
    a[6:14, 4:30] = [220, 30, 40]
    a[40:60, 50:56] = [10, 200, 90]
    return a


def save(name, image, **options):
    out = io.BytesIO()
    image.save(out, name.rsplit(".")[-1].replace("jpg", "jpeg"), **options)
    files[name] = out.getvalue()


def exif(orientation):
    block = Image.Exif()
    block[0x0112] = orientation
    return block.tobytes()


rgb = Image.fromarray(picture())
alpha = np.fromfunction(lambda y, x: (x * 7 + y * 11) % 256, (SIDE, SIDE)).astype(np.uint8)
alpha[:8], alpha[-8:] = 0, 255
rgba = rgb.copy()
rgba.putalpha(Image.fromarray(alpha))

# JPEG: every orientation, an orientation of another type, one in XMP alone; colours of every kind.
for turn in range(1, 9):
    save(f"turn-{turn}.jpg", rgb, quality=80, exif=exif(turn))
short = b"\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00"
long = b"\x12\x01\x04\x00\x01\x00\x00\x00\x06\x00\x00\x00"
tiff = b"Exif\0\0II*\0\x08\0\0\0\x01\0" + short + b"\0\0\0\0"
save("turn-long.jpg", rgb, quality=80, exif=tiff.replace(short, long))
save("turn-xmp.jpg", rgb, quality=80, xmp=b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r tiff:Orientation="8"/></x:xmpmeta>')
save("cmyk.jpg", rgb.convert("CMYK"), quality=80)
# The same coefficients called YCCK, as drawing programs write CMYK.
files["ycck.jpg"] = files["cmyk.jpg"].replace(b"Adobe\0d\0\0\0\0\0", b"Adobe\0d\0\0\0\0\x02")
assert files["ycck.jpg"] != files["cmyk.jpg"]
save("grey.jpg", rgb.convert("L"), quality=80)
save("progressive.jpg", rgb, quality=80, progressive=True, subsampling=1)
swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
for before, after in ((b"rXYZ", b"xXYZ"), (b"gXYZ", b"rXYZ"), (b"xXYZ", b"gXYZ"), (b"s\0R\0G\0B", b"S\0w\0a\0p")):
    swapped = swapped.replace(before, after)
save("profile.jpg", rgb, quality=80, icc_profile=swapped)


# PNG: what Pillow does not write is put together here.
def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(name, depth, colour, samples, before=b"", interlaced=False):
    passes = [samples]
    if interlaced:
        starts = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
        passes = [samples[y::down, x::right] for x, y, right, down in starts]
    rows = b"".join(b"\0" + row.tobytes() for part in passes for row in part)
    files[name] = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", SIDE, SIDE, depth, colour, 0, 0, int(interlaced)))
        + before
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


deep = (picture().astype(np.uint16) * 256 + np.arange(SIDE)[:, None, None] * 4 + 3).astype(">u2")
deep_alpha = np.concatenate([deep, (alpha.astype(np.uint16) * 257).astype(">u2")[..., None]], -1)
save("alpha.png", rgba)
save("grey-alpha.png", rgba.convert("LA"))
png("deep.png", 16, 2, deep)
png("deep-alpha.png", 16, 6, deep_alpha)
png("alpha-interlaced.png", 8, 6, np.array(rgba), interlaced=True)
png("deep-interlaced.png", 16, 2, deep, interlaced=True)
png("colour-key.png", 8, 2, picture(), chunk(b"tRNS", struct.pack(">HHH", 220, 30, 40)))
png("gamma.png", 8, 2, picture(), chunk(b"gAMA", struct.pack(">I", 100000)))
save("palette.png", rgb.quantize(32))
save("palette-alpha.png", rgb.quantize(32), transparency=bytes(range(0, 256, 8)))
save("bits-4.png", rgb.quantize(12), bits=4)
save("one-bit.png", rgb.convert("1"))
save("turn-6.png", rgba, exif=exif(6))

save("turn-5.webp", rgb, lossless=True, exif=exif(5))
save("turn-8-lossy.webp", rgb, quality=70, exif=exif(8))
save("alpha.webp", rgba, lossless=True, exact=True)
save("alpha-lossy.webp", rgba, quality=70, exif=exif(3))
save("turn-7.avif", rgb, quality=70, subsampling="4:4:4", exif=exif(7))
save("alpha.avif", rgba, quality=70, subsampling="4:4:4")
save("transparent.gif", rgb.quantize(32), transparency=3)
save("colours.bmp", rgb)
save("alpha.ico", rgba, sizes=[(SIDE, SIDE)])
save("alpha-bitmap.ico", rgba, sizes=[(SIDE, SIDE)], bitmap_format="bmp")

golden = {}
for name, data in files.items():
    read = ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")
    assert read.size == (SIDE, SIDE), name
    golden[name] = {
        "file": base64.b64encode(data).decode(),
        "sha256": hashlib.sha256(read.tobytes()).hexdigest(),
    }
target = pathlib.Path(__file__).with_name("pictures.json")
target.write_text(json.dumps(golden, indent=1) + "\n")
print(len(golden), "pictures,", target.stat().st_size // 1024, "kB")
