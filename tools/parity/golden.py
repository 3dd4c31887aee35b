"""Makes the picture and the arrays of the golden parity test: `picture FILE`, and `take TRACE FOLDER` from a reference trace of it."""

import sys
from pathlib import Path

import cv2
import numpy as np

HEIGHT, WIDTH = 96, 128
EVERY_TOKEN, EVERY_REGION, EVERY_PIXEL = 37, 4, 16


def picture(path: Path) -> None:
    """Discs and bars of plain colours on a gradient, slightly noisy."""
    random = np.random.default_rng(7)
    y, x = np.mgrid[:HEIGHT, :WIDTH].astype(np.float64)
    pixels = np.stack([60 + x, 200 - y, 90 + 0.5 * (x + y)], axis=2)
    for _ in range(9):
        centre, radius, colour = random.uniform(0, (HEIGHT, WIDTH)), random.uniform(8, 26), random.uniform(0, 255, 3)
        pixels[(y - centre[0]) ** 2 + (x - centre[1]) ** 2 < radius**2] = colour
    pixels[:, 40:47] = (250, 240, 30)
    pixels += random.normal(0, 3, pixels.shape)
    cv2.imwrite(str(path), np.clip(np.rint(pixels), 0, 255).astype(np.uint8))


def take(trace: Path, folder: Path) -> None:
    """Keeps whole what is small, and an even selection of the rest; labels and masks become 16-bit PNG."""
    for stage in ("texts", "prototypes", "windows"):
        np.save(folder / f"{stage}.npy", np.load(trace / f"{stage}.npy"))
    for window in range(len(np.load(trace / "windows.npy"))):
        cv2.imwrite(str(folder / f"labels-{window}.png"), np.load(trace / f"labels-{window}.npy").astype(np.uint16))
        tokens = np.load(trace / f"tokens-{window}.npy")
        np.save(folder / f"tokens-{window}.npy", tokens.reshape(-1, tokens.shape[2])[::EVERY_TOKEN])
        np.save(folder / f"features-{window}.npy", np.load(trace / f"features-{window}.npy")[::EVERY_REGION])
        dense = np.load(trace / f"dense-{window}.npy")
        np.save(folder / f"dense-{window}.npy", dense.reshape(-1, dense.shape[2])[::EVERY_TOKEN])
        for stage in ("local", "global"):
            np.save(folder / f"{stage}-{window}.npy", np.load(trace / f"{stage}-{window}.npy"))
    np.save(folder / "scores.npy", np.ascontiguousarray(np.load(trace / "scores.npy")[::EVERY_PIXEL, ::EVERY_PIXEL]))
    cv2.imwrite(str(folder / "mask.png"), np.load(trace / "mask.npy"))


if __name__ == "__main__":
    if sys.argv[1] == "picture":
        picture(Path(sys.argv[2]))
    else:
        take(Path(sys.argv[2]), Path(sys.argv[3]))
