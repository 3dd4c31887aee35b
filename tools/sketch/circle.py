"""The whole circle: do prototypes that were made of captions alone segment scenes that the generator never saw?

    python circle.py --out DIR [--captions captions.tsv] [--train 100] [--test 60] [--pack drawings]
        [--also "--gamma 0.6"] [--also "--steps 50"] ...

Makes three prototype indexes and measures each on the same drawn scenes with `./lexiseg`:
captions: `index build --from-captions`, no picture of the drawing program at all;
true masks: `index build --from-masks` of drawn scenes with their exact masks;
shuffled masks: the same scenes, each with the mask of another one.
Each --also makes one more index of the captions, with other options of `index build`.
"night" counts nowhere: it is a stop word of captions. Prints mIoU, accuracy and their ratio to true masks. Needs NumPy, Pillow.
"""

import argparse
import json
import subprocess
from pathlib import Path

import numpy as np
from PIL import Image

import scenes

ROOT = Path(__file__).resolve().parents[2]
UNLABELLED = "night"


def data_set(folder, count, seed, shift=0):
    """Drawn scenes; with a shift each has the mask of the scene so many places on."""
    if not (folder / "classes.json").exists():
        scenes.write(folder, count, seed)
        (folder / "captions.txt").unlink()
        classes = json.loads((folder / "classes.json").read_text())
        left_out = next(int(i) for i, noun in classes["classes"].items() if noun == UNLABELLED)
        del classes["classes"][str(left_out)]
        masks = sorted((folder / "masks").iterdir())
        values = [np.array(Image.open(mask)) for mask in masks]
        for place, mask in enumerate(masks):
            value = values[(place + shift) % len(values)]
            Image.fromarray(np.where(value == left_out, 0, value).astype(np.uint8)).save(mask)
        (folder / "classes.json").write_text(json.dumps(classes, indent=2) + "\n")
    return folder


def lexiseg(*words):
    """Runs a command and returns what it printed."""
    print("./lexiseg", *words, flush=True)
    done = subprocess.run([str(ROOT / "lexiseg"), *map(str, words)], check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def main():
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--out", type=Path, required=True)
    words.add_argument("--captions", type=Path, default=Path(__file__).with_name("captions.tsv"))
    words.add_argument("--train", type=int, default=100)
    words.add_argument("--test", type=int, default=60)
    words.add_argument("--pack", default="drawings")
    words.add_argument("--also", action="append", default=[])
    options = words.parse_args()
    out, pack = options.out.resolve(), options.pack
    seen = data_set(out / "test", options.test, 977)
    sources = {
        "captions": ("--from-captions", options.captions.resolve()),
        "true masks": ("--from-masks", data_set(out / "train", options.train, 5)),
        "shuffled masks": ("--from-masks", data_set(out / "shuffled", options.train, 5, shift=1)),
    }
    for more in options.also:
        sources["captions " + more] = (*sources["captions"], *more.split())
    rows = {}
    for name, source in sources.items():
        index = out / ("index-" + name.replace(" ", "-"))
        if not (index / "manifest.json").exists():
            lexiseg("index", "build", *source, "--pack", pack, "--out", index)
        rows[name] = json.loads(lexiseg("evaluate", "--root", seen, "--pack", pack, "--index", index, "--json"))
    (out / "circle.json").write_text(json.dumps(rows, indent=1) + "\n")
    best = rows["true masks"]["mIoU"]
    for name, row in rows.items():
        print(f"{name:32} mIoU {row['mIoU']:.1f} pixels {row['pixelAccuracy']:.1f} ratio {row['mIoU'] / best:.3f}")


if __name__ == "__main__":
    main()
