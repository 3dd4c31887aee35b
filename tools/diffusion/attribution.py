"""Golden attribution maps and masks: `attribution.py FILE` writes JSON; `attribution.py` alone compares with PyTorch.

The inputs are formulas, so that the reader can make them again: output o, key k, token w, cell (y, x) of a map is
max(0, sin(1 + 0.9 o + 1.7 k + 0.6 w + 0.8 y) + cos(0.5 + 1.1 k + 0.4 w + 1.3 x)) ** 2.
"""

import json
import sys

import numpy as np

GRIDS = [(3, 12, 12), (4, 6, 6), (2, 3, 3)]  # keys, rows, columns of each map output
LATENT = (12, 12)
PICTURE = (48, 40)
TOKENS = 3
GAMMAS = [0.3, 0.45, 0.6]


def weights(x):
    """Keys' cubic convolution with A = -0.75 at the four taps of a fraction x."""
    a = -0.75
    inner = lambda t: ((a + 2) * t - (a + 3)) * t * t + 1
    outer = lambda t: ((a * t - 5 * a) * t + 8 * a) * t - 4 * a
    return [outer(x + 1), inner(x), inner(1 - x), outer(2 - x)]


def axis(inputs, outputs):
    """The matrix [outputs, inputs] that interpolates one axis with half-pixel centres."""
    matrix = np.zeros((outputs, inputs))
    for o in range(outputs):
        source = (o + 0.5) * inputs / outputs - 0.5
        first = int(np.floor(source))
        for k, weight in enumerate(weights(source - first)):
            matrix[o, min(max(first - 1 + k, 0), inputs - 1)] += weight
    return matrix


def bicubic(grid, size):
    return axis(grid.shape[0], size[0]) @ grid @ axis(grid.shape[1], size[1]).T


def inputs():
    for o, (keys, rows, columns) in enumerate(GRIDS):
        k, w, y, x = np.ogrid[:keys, :TOKENS, :rows, :columns]
        wave = np.sin(1 + 0.9 * o + 1.7 * k + 0.6 * w + 0.8 * y) + np.cos(0.5 + 1.1 * k + 0.4 * w + 1.3 * x)
        yield np.maximum(wave, 0) ** 2


def word_map(tokens):
    keys = [np.maximum(bicubic(key[w], LATENT), 0) for grid in inputs() for key in grid for w in range(TOKENS)]
    per_token = [np.mean(keys[w::TOKENS], axis=0) for w in range(TOKENS)]
    return np.mean([per_token[w] for w in tokens], axis=0)


def stretched(grid):
    pixels = bicubic(grid, PICTURE)
    return (pixels - pixels.min()) / (pixels.max() - pixels.min() + 1e-8)


def mask(grid, gamma):
    h = stretched(grid)
    inside = 1 / (1 + np.exp(-(2 * h - 1))) > gamma
    return {"gamma": gamma, "count": int(inside.sum()), "contrast": round(float(h[inside].mean() - h[~inside].mean()), 6)}


def goldens():
    for tokens in ([0], [1, 2]):
        grid = word_map(tokens)
        yield {
            "tokens": tokens,
            "values": [round(float(v), 6) for v in grid.ravel()],
            "masks": [mask(grid, gamma) for gamma in GAMMAS],
        }


def compare():
    import torch

    for grid in inputs():
        for size in (LATENT, PICTURE):
            expected = torch.nn.functional.interpolate(torch.tensor(grid), size, mode="bicubic", align_corners=False)
            found = np.array([[bicubic(token, size) for token in key] for key in grid])
            print(grid.shape, size, "largest difference", float(np.abs(found - expected.numpy()).max()))


def main():
    if len(sys.argv) == 1:
        compare()
        return
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        out.write('{"words":[\n' + ",\n".join(json.dumps(g, separators=(",", ":")) for g in goldens()) + "\n]}\n")


if __name__ == "__main__":
    main()
