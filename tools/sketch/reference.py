"""An independent reference of the generation loop: NumPy and ONNX Runtime only, no PyTorch.

Caption -> ids -> DDIM with guidance -> attributions by DAAM's rule -> picture and masks; writes
goldens.json and pictures that another implementation is held against.
"""

import argparse
import json
import math
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime

CUT = 0.3996646523  # (1 + ln(g / (1 - g))) / 2 with g = 0.45
SIZE, GRID, ROWS, TOKENS, LATENT = 64, 16, 8, 24, 12
CASES = (  # caption, nouns, seed, steps
    ("a house and a tree on grass under the sky", "house tree grass sky", 42, 25),
    ("a house and a tree on grass under the sky", "house tree grass sky", 42, 5),
    ("a boat left of a sun on water at sunset", "boat sun water sunset", 7, 25),
    ("a car and a mushroom on snow at night", "car mushroom snow night", 3, 25),
    ("a cactus near a balloon on bricks in fog", "cactus balloon brick fog", 11, 10),
)


class JavaRandom:
    """java.util.Random: the linear congruential generator and the polar method."""

    def __init__(self, seed):
        self.state = (seed ^ 0x5DEECE66D) & ((1 << 48) - 1)
        self.saved = None

    def _next(self, bits):
        self.state = (self.state * 0x5DEECE66D + 0xB) & ((1 << 48) - 1)
        return self.state >> (48 - bits)

    def _double(self):
        return ((self._next(26) << 27) + self._next(27)) * 2.0 ** -53

    def gaussian(self):
        if self.saved is not None:
            value, self.saved = self.saved, None
            return value
        while True:
            a, b = 2 * self._double() - 1, 2 * self._double() - 1
            s = a * a + b * b
            if 0 < s < 1:
                break
        factor = math.sqrt(-2 * math.log(s) / s)
        self.saved = b * factor
        return a * factor

    def noise(self, *shape):
        """float32 in C order."""
        values = [self.gaussian() for _ in range(math.prod(shape))]
        return np.array(values, np.float32).reshape(shape)


class Ddim:
    """DDIM with leading spacing, offset 1, v prediction, scaled linear betas."""

    def __init__(self, steps):
        betas = np.linspace(math.sqrt(0.00085), math.sqrt(0.012), 1000) ** 2
        self.alphas = np.cumprod(1 - betas)
        self.ratio = 1000 // steps
        self.timesteps = [(steps - 1 - k) * self.ratio + 1 for k in range(steps)]

    def step(self, x, v, t):
        alpha, before = self.alphas[t], self.alphas[max(t - self.ratio, 0)]
        clean = math.sqrt(alpha) * x - math.sqrt(1 - alpha) * v
        noise = math.sqrt(alpha) * v + math.sqrt(1 - alpha) * x
        return math.sqrt(before) * clean + math.sqrt(1 - before) * noise


def bicubic(size_in, size_out):
    """Matrix [out,in] of cubic convolution, A = -0.75, half-pixel centres, edges repeated."""
    def kernel(d):
        d, a = abs(d), -0.75
        if d <= 1:
            return (a + 2) * d ** 3 - (a + 3) * d ** 2 + 1
        return a * (d ** 3 - 5 * d ** 2 + 8 * d - 4) if d < 2 else 0.0

    matrix = np.zeros((size_out, size_in))
    for row in range(size_out):
        centre = (row + 0.5) * size_in / size_out - 0.5
        low = math.floor(centre)
        for i in range(low - 1, low + 3):
            matrix[row, min(max(i, 0), size_in - 1)] += kernel(centre - i)
    return matrix


def resize(maps, size):
    matrix = bicubic(maps.shape[-1], size)
    return matrix @ maps @ matrix.T


def merge(sums):
    """Per grid the maps [keys,rows,g,g] summed over the calls -> [rows,16,16] by DAAM's rule."""
    keys = np.concatenate([np.maximum(resize(m.astype(np.float64), GRID), 0) for m in sums])
    return keys.mean(0)


def mask(word_map):
    """bool [64,64] of a map [16,16]: bicubic, min-max, cut; and the map between 0 and 1."""
    large = resize(word_map, SIZE)
    share = (large - large.min()) / (large.max() - large.min() + 1e-8)
    return share > CUT, share


@dataclass
class Result:
    ids: np.ndarray
    latent: np.ndarray  # float64 [1,12,16,16]
    picture: np.ndarray  # uint8 [64,64,3]
    maps: dict  # word -> float64 [16,16]
    rows: dict  # word -> token positions


class Pack:
    """The networks of a folder, loaded once; not for several threads."""

    def __init__(self, folder):
        folder = Path(folder)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1

        def load(name):
            return onnxruntime.InferenceSession(str(folder / name), options,
                                                providers=["CPUExecutionProvider"])

        self.text, self.denoiser, self.decoder = (
            load(name) for name in ("text_encoder.onnx", "denoiser.onnx", "decoder.onnx"))
        self.outputs = [o.name for o in self.denoiser.get_outputs()]
        lines = (folder / "vocab.txt").read_text().splitlines()
        self.words = {word: i for i, word in enumerate(lines)}

    def tokens(self, caption):
        """Words with their ids; plain ASCII captions only."""
        for mark in ",.":
            caption = caption.replace(mark, f" {mark} ")
        tokens = []
        for word in caption.lower().split():
            if word in self.words:
                tokens.append((word, [self.words[word]]))
            elif word.endswith("s") and word[:-1] in self.words:
                tokens.append((word, [self.words[word[:-1]], self.words["##s"]]))
            else:
                tokens.append((word, [self.words["[UNK]"]]))
        return tokens

    def ids(self, tokens):
        inner = [i for _, ids in tokens for i in ids][: TOKENS - 2]
        ids = [self.words["[CLS]"], *inner, self.words["[SEP]"]]
        return np.array(ids + [self.words["[PAD]"]] * (TOKENS - len(ids)), np.int32)

    def select(self, tokens, nouns):
        """token_select and the positions of each noun: those of its words, plurals too."""
        position, places = 1, {noun: [] for noun in nouns}
        for word, ids in tokens:
            for noun in nouns:
                if word in (noun, noun + "s"):
                    places[noun] += [p for p in range(position, position + len(ids))
                                     if p < TOKENS - 1]
            position += len(ids)
        wanted = [p for ps in places.values() for p in ps]
        if len(wanted) > ROWS or not all(places.values()):
            raise ValueError(f"expected 1..{ROWS} tokens of {nouns}, found {places}")
        select = np.zeros((ROWS, TOKENS), np.float32)
        select[np.arange(len(wanted)), wanted] = 1
        return select, places

    def call(self, x, t, hidden, select):
        """v of both rows, then the maps per grid."""
        return self.denoiser.run(self.outputs, {
            "sample": np.repeat(x.astype(np.float32), 2, 0),
            "timestep": np.full(2, t, np.float32),
            "encoder_hidden_states": hidden, "token_select": select})

    def hidden(self, ids):
        return self.text.run(None, {"input_ids": np.stack([self.ids([]), ids])})[0]

    def generate(self, caption, nouns, seed, steps=25, guidance=3.0):
        tokens = self.tokens(caption)
        ids = self.ids(tokens)
        hidden = self.hidden(ids)
        select, places = self.select(tokens, nouns)
        ddim, sums = Ddim(steps), None
        x = JavaRandom(seed).noise(1, LATENT, GRID, GRID).astype(np.float64)
        for t in ddim.timesteps:
            v, *maps = self.call(x, t, hidden, select)
            v = v.astype(np.float64)
            x = ddim.step(x, v[:1] + guidance * (v[1:] - v[:1]), t)
            sums = maps if sums is None else [s + m for s, m in zip(sums, maps)]
        return Result(ids, x, self.decode(x), self.word_maps(sums, places), places)

    def word_maps(self, sums, places):
        merged, row, words = merge(sums), 0, {}
        for noun, positions in places.items():
            words[noun] = merged[row: row + len(positions)].mean(0)
            row += len(positions)
        return words

    def decode(self, latent):
        image = self.decoder.run(None, {"latent": latent.astype(np.float32)})[0][0]
        pixels = np.clip(image / 2 + 0.5, 0, 1) * 255
        return np.rint(pixels).astype(np.uint8).transpose(1, 2, 0)


def golden(pack, caption, nouns, seed, steps, guidance):
    """What another implementation must reach, and the picture."""
    result = pack.generate(caption, nouns, seed, steps, guidance)
    words = {}
    for noun, word_map in result.maps.items():
        words[noun] = {
            "tokens": result.rows[noun],
            "mapMin": round(float(word_map.min()), 6), "mapMax": round(float(word_map.max()), 6),
            "mapSum": round(float(word_map.sum()), 5), "maskPixels": int(mask(word_map)[0].sum())}
    return {
        "caption": caption, "seed": seed, "steps": steps, "guidance": guidance,
        "inputIds": result.ids.tolist(),
        "noiseFirst": [round(v, 6) for v in JavaRandom(seed).noise(5).tolist()],
        "latentSum": round(float(result.latent.sum()), 4),
        "latentAbsSum": round(float(np.abs(result.latent).sum()), 4),
        "latentFirst": [round(float(v), 6) for v in result.latent.ravel()[:8]],
        "pictureSum": int(result.picture.astype(np.int64).sum()),
        "pixel32x32": result.picture[32, 32].tolist(),
        "words": words}, result.picture


def main():
    from PIL import Image

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pack", required=True, help="folder of the networks and vocab.txt")
    parser.add_argument("--out", required=True, help="folder of goldens.json and the pictures")
    parser.add_argument("--guidance", type=float, default=3.0)
    arguments = parser.parse_args()
    pack, out = Pack(arguments.pack), Path(arguments.out)
    out.mkdir(parents=True, exist_ok=True)
    goldens = []
    for number, (caption, nouns, seed, steps) in enumerate(CASES):
        values, picture = golden(pack, caption, nouns.split(), seed, steps, arguments.guidance)
        goldens.append(values)
        Image.fromarray(picture).save(out / f"golden-{number}.png")
    text = {
        "source": f"tools/sketch/reference.py, ONNX Runtime {onnxruntime.__version__}, one thread",
        "noise": "java.util.Random(seed).nextGaussian() cast to float, C order [1,12,16,16]",
        "maps": "per key summed over calls, bicubic to 16x16, clamp at 0, mean over keys and over "
                "the word's tokens; mask: bicubic to 64x64, min-max, > 0.3996646523",
        "goldens": goldens}
    lists = re.compile(r"\[\s+([^][{}]*?)\s+\]")  # of numbers: on one line each
    text = lists.sub(lambda m: "[" + re.sub(r"\s+", " ", m[1]) + "]", json.dumps(text, indent=1))
    (out / "goldens.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
