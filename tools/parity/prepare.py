"""Prepares what both programs run on: pictures of all aspects, and an index for a pack with random weights."""

import argparse
from pathlib import Path

import numpy as np
from PIL import Image

import environment
import index
from pack import Clip, DenseBackbone, Pack

ORIENTATION, TURNED_RIGHT = 0x0112, 6
PAIRS_OF_A_NOUN = 400
NOISE = 0.3

# docs/method.md, section 1; keys are made as a query is, so that a noun finds its own pairs.
TEMPLATES = (
    "itap of a {}.",
    "a bad photo of a {}.",
    "a origami {}.",
    "a photo of the large {}.",
    "a {} in a video game.",
    "art of the {}.",
    "a photo of the small {}.",
)

# Parts of a picture, as fractions (top, left, height, width) and the size in pixels it is brought to, or None.
CROPS = {
    "tall": ((0, 0.4, 1, 0.2), None),
    "thin": ((0, 0.45, 1, 0.04), None),
    "wide": ((0.4, 0, 0.25, 1), None),
    "flat": ((0.5, 0, 0.05, 1), None),
    "tiny": ((0.3, 0.3, 0.4, 0.4), (24, 17)),
    "square": ((0.1, 0.1, 0.6, 0.6), (448, 448)),
    "large": ((0, 0, 1, 1), (1400, 1900)),
}


def pictures(options) -> None:
    """Copies pictures evenly spread over the folders, cuts every tenth into the shapes above, and turns it by an EXIF tag."""
    import cv2

    options.out.mkdir(parents=True)
    for folder in options.source:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in (".jpg", ".jpeg", ".png", ".webp"))
        for number, place in enumerate(np.linspace(0, len(files) - 1, options.count).astype(int)):
            source = files[place]
            name = f"{folder.parent.name}-{source.stem}"
            (options.out / f"{name}{source.suffix}").write_bytes(source.read_bytes())
            if number % 10 == 0:
                crops(cv2, cv2.imread(str(source)), options.out, name)


def crops(cv2, picture: np.ndarray, out: Path, name: str) -> None:
    height, width = picture.shape[:2]
    for shape, ((top, left, rows, columns), size) in CROPS.items():
        y, x = int(top * height), int(left * width)
        part = picture[y : y + max(1, int(rows * height)), x : x + max(1, int(columns * width))]
        part = part if size is None else cv2.resize(part, size[::-1])
        cv2.imwrite(str(out / f"{name}-{shape}.png"), part)
    tag = Image.Exif()
    tag[ORIENTATION] = TURNED_RIGHT
    Image.fromarray(picture[:, :, ::-1]).save(out / f"{name}-turned.jpg", exif=tag, quality=90)


def random_index(options) -> None:
    """Pairs for some nouns: keys around the noun's own text embedding, prototypes around tokens of the pictures.

    Tokens of random networks are alike; so what all share is taken away, and the nouns' tokens are far from one another.
    """
    import cv2
    import torch

    pack = Pack(options.pack)
    random = np.random.default_rng(options.seed)
    nouns = [line.strip() for line in options.nouns.read_text().splitlines() if line.strip()]
    tokens = np.concatenate([window_tokens(cv2, torch, pack, path) for path in sorted(options.images.iterdir())[:20]])
    centres = spread(random, tokens, len(nouns))
    texts = embed(pack, nouns)
    noun_of_id = np.repeat(np.arange(len(nouns)), PAIRS_OF_A_NOUN)
    keys = texts[noun_of_id] + scatter(random, texts, len(noun_of_id))
    prototypes = centres[noun_of_id] + scatter(random, centres, len(noun_of_id))
    keys /= np.linalg.norm(keys, axis=1, keepdims=True)
    index.write(options.out, pack.json["backbone"], nouns, noun_of_id, keys.astype(np.float32), prototypes.astype(np.float32))


def spread(random, tokens: np.ndarray, count: int) -> np.ndarray:
    """Tokens without their mean's direction, each as far in angle as can be from those taken before."""
    mean = tokens.mean(axis=0)
    mean /= np.linalg.norm(mean)
    rest = tokens - np.outer(tokens @ mean, mean)
    unit = rest / np.linalg.norm(rest, axis=1, keepdims=True)
    taken = [int(random.integers(len(unit)))]
    nearest = unit @ unit[taken[0]]
    while len(taken) < count:
        taken.append(int(nearest.argmin()))
        nearest = np.maximum(nearest, unit @ unit[taken[-1]])
    return unit[taken]


def scatter(random, vectors: np.ndarray, count: int) -> np.ndarray:
    """Noise that is small beside the differences between vectors."""
    return random.standard_normal((count, vectors.shape[1])) * vectors.std(axis=0) * NOISE


def window_tokens(cv2, torch, pack: Pack, path: Path) -> np.ndarray:
    source = pack.json["dense"]["input"]
    pixels = cv2.resize(cv2.imread(str(path))[:, :, ::-1], tuple(source["sizePx"][::-1])).astype(np.float32)
    normal = (pixels / source["divisor"] - np.array(source["mean"])) / np.array(source["std"])
    return DenseBackbone(pack).forward_features(torch.from_numpy(normal.astype(np.float32)).permute(2, 0, 1)[None])[0, 1:].numpy()


def embed(pack: Pack, nouns: list[str]) -> np.ndarray:
    environment.declare_torchvision_operations()
    import open_clip

    clip, tokenizer = Clip(pack), open_clip.get_tokenizer("ViT-B-16")
    prompts = [[template.format(noun) for template in TEMPLATES] for noun in nouns]
    vectors = np.stack([clip.encode_text(tokenizer(texts)).numpy().mean(axis=0) for texts in prompts])
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    verbs = parser.add_subparsers(required=True)
    verb = verbs.add_parser("pictures", help=pictures.__doc__)
    verb.add_argument("source", type=Path, nargs="+", help="folders called images, in folders with a name")
    verb.add_argument("--count", type=int, default=20, help="pictures of each folder")
    verb.set_defaults(run=pictures)
    verb = verbs.add_parser("random-index", help="Makes an index for a pack with random weights.")
    verb.add_argument("--pack", type=Path, required=True)
    verb.add_argument("--images", type=Path, required=True)
    verb.add_argument("--nouns", type=Path, required=True, help="a noun a line")
    verb.add_argument("--seed", type=int, default=1)
    verb.set_defaults(run=random_index)
    for verb in verbs.choices.values():
        verb.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
