"""What another library's networks make of fixed pictures and prompts, written down for `lexiseg models compare`."""

import json

import numpy
import torch
from PIL import Image
from torch.nn import functional

PROMPTS = (
    "a photo of a cat.",
    "itap of a diningtable.",
    "a bad photo of a wall-brick.",
    "art of the traffic light.",
    "a caf\u00e9 & a na\u00efve \u201ctable\u201d in a video game.",
    "a photo of the small " + "very " * 90 + "long tail.",
)
# Height and width: a window, one of an extreme aspect, a small one that is enlarged.
SIZES = ((448, 448), (448, 307), (120, 200))


def pictures(seed, shrink=1):
    """Colour ramps under coarse noise with a few hard-edged boxes: [height, width, 3], 8 bits."""
    random = numpy.random.default_rng(seed)
    made = []
    for height, width in [(height // shrink, width // shrink) for height, width in SIZES]:
        coarse = torch.from_numpy(random.random((1, 3, 12, 12), dtype=numpy.float32))
        smooth = functional.interpolate(coarse, size=(height, width), mode="bicubic")[0].permute(1, 2, 0).numpy()
        picture = 255 * smooth + random.normal(0, 12, (height, width, 3))
        for _ in range(8):
            y, x = random.integers(0, height), random.integers(0, width)
            picture[y : y + height // 4, x : x + width // 5] = random.integers(0, 256, 3)
        made.append(picture.clip(0, 255).astype(numpy.uint8))
    return made


def prepare(picture, side, mode, colours):
    """As the method prepares windows (docs/method.md, section 4): float, half-pixel, no antialias."""
    pixels = torch.from_numpy(picture).permute(2, 0, 1).unsqueeze(0).float()
    pixels = functional.interpolate(pixels, size=(side, side), mode=mode, align_corners=False, antialias=False)
    mean, std = (torch.tensor(colour).reshape(1, 3, 1, 1) for colour in colours)
    return (pixels / 255 - mean) / std


def write(folder, dense, dense_network, clip, clip_network, tokenizer, made_by, seed, shrink=1):
    """Runs networks described by the catalogue; writes reference.json, the pictures, and little-endian floats."""
    folder.mkdir(parents=True)
    made = pictures(seed, shrink)
    with torch.no_grad():
        windows = [prepare(picture, dense.side, "bilinear", dense.colours) for picture in made]
        tokens = [dense_network.forward_features(window)[:, dense.leading :] for window in windows]
        windows = [prepare(picture, clip.side, "bicubic", clip.colours) for picture in made]
        images = [clip_network.encode_image(window) for window in windows]
        texts = clip_network.encode_text(tokenizer(list(PROMPTS)))
    names = [f"picture-{number}.png" for number in range(len(made))]
    for name, picture in zip(names, made, strict=True):
        Image.fromarray(picture).save(folder / name)
    reference = {
        "formatVersion": 1,
        "madeBy": made_by,
        "pictures": names,
        "prompts": list(PROMPTS),
        "dense": _array(folder, "dense.f32", torch.cat(tokens)),
        "image": _array(folder, "image.f32", functional.normalize(torch.cat(images), dim=-1)),
        "text": _array(folder, "text.f32", texts),
    }
    (folder / "reference.json").write_text(json.dumps(reference, indent=2) + "\n", encoding="utf-8")


def _array(folder, name, values):
    values.numpy().astype("<f4").tofile(folder / name)
    return {"file": name, "shape": list(values.shape)}
