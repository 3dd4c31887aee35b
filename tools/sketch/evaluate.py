"""Is the attribution where the noun is? IoU per noun on generated and on drawn pictures.

Generated pictures have no exact masks: a pixel belongs to the noun of the caption whose palette
has the nearest colour. How far that rule agrees with exact masks is measured on drawn scenes.
"""

import argparse
import json
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

import scenes
from reference import LATENT, Ddim, JavaRandom, Pack, mask

FOUND = 20  # pixels by colour from which on a noun counts as drawn
GROUPS = {"objects": scenes.ICONS, "grounds": scenes.SKIES + scenes.GROUNDS}


def by_colour(picture, nouns):
    """Noun index of each pixel [64,64]: the noun of the nearest palette colour."""
    owners = [i for i, noun in enumerate(nouns) for _ in scenes.PALETTE[noun]]
    colours = np.array([c for noun in nouns for c in scenes.PALETTE[noun]], np.float32)
    distances = ((picture[:, :, None].astype(np.float32) - colours) ** 2).sum(-1)
    return np.array(owners)[distances.argmin(-1)]


def iou(a, b):
    union = (a | b).sum()
    return float((a & b).sum() / union) if union else 0.0


class Figures:
    """IoU per noun; a noun whose reference is missing counts as 0 and as not found."""

    def __init__(self):
        self.values, self.missing = defaultdict(list), defaultdict(int)

    def add(self, noun, found, reference):
        self.missing[noun] += int(reference.sum() < FOUND)
        self.values[noun].append(iou(found, reference) if reference.sum() >= FOUND else 0.0)

    def summary(self):
        nouns = {noun: float(np.mean(v)) for noun, v in self.values.items()}
        result = {"nouns": {n: round(nouns[n], 3) for n in sorted(nouns, key=nouns.get)}}
        for group, members in GROUPS.items():
            values = [v for n in members for v in self.values.get(n, [])]
            missing = sum(self.missing[n] for n in members)
            result[group] = {
                "mean": round(float(np.mean(values)), 3), "count": len(values),
                "meanWhereFound": round(float(np.sum(values)) / (len(values) - missing), 3),
                "found": round(1 - missing / len(values), 3),
                "worst": min((n for n in members if n in nouns), key=nouns.get)}
        return result


def nouns_of(pack, caption):
    """The nouns that a caption names, in order."""
    found = [w if w in scenes.NOUNS else w[:-1] for w, _ in pack.tokens(caption)]
    return list(dict.fromkeys(w for w in found if w in scenes.NOUNS))


def generated(pack, captions, steps, guidance):
    """Figures on generated pictures, and what was generated."""
    figures, made = Figures(), []
    for number, caption in enumerate(captions):
        nouns = nouns_of(pack, caption)
        result = pack.generate(caption, nouns, 1000 + number, steps, guidance)
        owners = by_colour(result.picture, nouns)
        for i, noun in enumerate(nouns):
            figures.add(noun, mask(result.maps[noun])[0], owners == i)
        made.append((caption, nouns, result))
    return figures.summary(), made


def drawn(pack, codec, count, steps, seed):
    """Figures on drawn scenes noised to each timestep, and of the colour rule on the same scenes."""
    rng, figures, colours = np.random.default_rng(seed), Figures(), Figures()
    ddim = Ddim(steps)
    while count:
        scene = scenes.draw(rng)
        if not {scene.sky, scene.ground} <= set(scene.named):
            continue
        count -= 1
        tokens = pack.tokens(scene.caption)
        select, places = pack.select(tokens, scene.named)
        hidden, sums = pack.hidden(pack.ids(tokens)), None
        latent = encode(codec, scene.image)
        noise = JavaRandom(count).noise(*latent.shape)
        for t in ddim.timesteps:
            alpha = ddim.alphas[t]
            maps = pack.call(alpha ** 0.5 * latent + (1 - alpha) ** 0.5 * noise, t, hidden,
                             select)[1:]
            sums = maps if sums is None else [s + m for s, m in zip(sums, maps)]
        owners = by_colour(scene.image, scene.named)
        for i, (noun, word_map) in enumerate(pack.word_maps(sums, places).items()):
            figures.add(noun, mask(word_map)[0], scene.mask(noun))
            colours.add(noun, owners == i, scene.mask(noun))
    return figures.summary(), colours.summary()


def encode(codec, image):
    """The fixed linear encoder: latent [1,12,16,16] of a picture uint8 [64,64,3]."""
    cells = image.reshape(16, 4, 16, 4, 3).transpose(0, 2, 1, 3, 4).reshape(16, 16, 48)
    latent = (cells / 127.5 - 1 - codec["mean"]) @ codec["matrix"].T
    return latent.transpose(2, 0, 1)[None].reshape(1, LATENT, 16, 16)


def sheet(made, path, columns=2, zoom=2):
    """Per caption: the picture, and per noun its attribution with the mask's outline in red."""
    side, cells = scenes.SIZE * zoom, 6
    width, height = cells * (side + 4) + 12, side + 30
    rows = -(-len(made) // columns)
    page = Image.new("RGB", (columns * width, rows * height), "white")
    pen = ImageDraw.Draw(page)
    for number, (caption, nouns, result) in enumerate(made):
        x, y = number % columns * width + 4, number // columns * height + 2
        pen.text((x, y), caption, fill="black")
        page.paste(Image.fromarray(result.picture).resize((side, side), 0), (x, y + 24))
        for noun in nouns[: cells - 1]:
            x += side + 4
            inside, share = mask(result.maps[noun])
            grey = result.picture.mean(-1, keepdims=True) * 0.35
            heat = grey + share[..., None] * np.array([165.0, 165.0, 60.0])
            edge = inside & ~(np.roll(inside, 1, 0) & np.roll(inside, -1, 0)
                              & np.roll(inside, 1, 1) & np.roll(inside, -1, 1))
            heat[edge] = (255, 40, 40)
            tile = Image.fromarray(np.clip(heat, 0, 255).astype(np.uint8))
            page.paste(tile.resize((side, side), 0), (x, y + 24))
            pen.text((x, y + 12), noun, fill="blue")
    page.save(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pack", required=True, help="folder that export.py wrote")
    parser.add_argument("--out", required=True, help="folder of figures.json and the sheets")
    parser.add_argument("--captions", default=Path(__file__).with_name("captions.tsv"))
    parser.add_argument("--count", type=int, default=96)
    parser.add_argument("--drawn", type=int, default=96)
    parser.add_argument("--steps", type=int, default=25)
    parser.add_argument("--guidance", type=float, default=3.0)
    arguments = parser.parse_args()
    pack, out = Pack(arguments.pack), Path(arguments.out)
    out.mkdir(parents=True, exist_ok=True)
    lines = Path(arguments.captions).read_text().splitlines()[: arguments.count]
    start = time.process_time()
    figures, made = generated(pack, [line.split("\t")[1] for line in lines], arguments.steps,
                              arguments.guidance)
    seconds = (time.process_time() - start) / len(made)
    result = {"steps": arguments.steps, "guidance": arguments.guidance,
              "secondsPerPicture": round(seconds, 3), "generated": figures}
    if arguments.drawn:
        codec = np.load(Path(arguments.pack) / "codec.npz")
        result["drawn"], result["colourRule"] = drawn(pack, codec, arguments.drawn,
                                                      arguments.steps, 7)
    (out / "figures.json").write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result, indent=1))
    for page in range(0, min(len(made), 48), 24):
        sheet(made[page: page + 24], out / f"sheet-{page // 24}.png")


if __name__ == "__main__":
    main()
