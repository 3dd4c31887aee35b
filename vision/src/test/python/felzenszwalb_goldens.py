"""Prints the label maps that scikit-image gives for pictures made by a formula.

    python felzenszwalb_goldens.py > ../resources/io/lexiseg/vision/superpixel/felzenszwalb-goldens.csv

A line: seed, height, width, discs, noise, scale, sigma, min_size, regions, CRC-32 of the labels as
little-endian 32-bit numbers in raster order. FormulaPicture.java makes the same pictures. A picture
whose labels depend on the order of equal weights, which the reference leaves open, is refused.
Needs numpy and scikit-image (made with 0.26.0).
"""

import zlib

import numpy as np
from skimage.segmentation import felzenszwalb

SIZES = [(448, 448, 30), (120, 160, 12), (5, 50, 2), (50, 5, 2), (1, 64, 1), (64, 1, 1), (33, 47, 5)]
PARAMETERS = [(100, 1.0, 20), (100, 0.7, 20), (100, 1.0, 100), (20, 0.5, 50), (200, 1.0, 200), (5, 0.0, 0)]


class Lcg:
    """The generator of ANSI C's example, 16 bits a draw."""

    def __init__(self, seed):
        self.state = seed

    def draw(self, bound):
        self.state = (1103515245 * self.state + 12345) % 2**31
        return (self.state >> 8) % bound


def picture(seed, height, width, discs, noise):
    """Two colour gradients, discs of one colour each over them, noise over all."""
    lcg = Lcg(seed)
    shapes = [
        (lcg.draw(height), lcg.draw(width), 2 + lcg.draw(max(height, width) // 5 + 1),
         (lcg.draw(256), lcg.draw(256), lcg.draw(256)))
        for _ in range(discs)
    ]
    pixels = np.empty((height, width, 3), np.uint8)
    for y in range(height):
        for x in range(width):
            colour = (40 + 120 * y // height, 200 - 150 * x // width, 60 + 90 * (x + y) // (height + width))
            for cy, cx, radius, fill in shapes:
                if (y - cy) ** 2 + (x - cx) ** 2 <= radius * radius:
                    colour = fill
            for c in range(3):
                sample = colour[c] + lcg.draw(2 * noise + 1) - noise
                pixels[y, x, c] = min(255, max(0, sample))
    return pixels


def labels(pixels, scale, sigma, min_size, kind):
    argsort = np.argsort
    np.argsort = lambda values: argsort(values, kind=kind)
    try:
        image = pixels.astype(np.float32) / np.float32(255)
        return felzenszwalb(image, scale=scale, sigma=sigma, min_size=min_size, channel_axis=2)
    finally:
        np.argsort = argsort


def main():
    seed = 0
    for height, width, discs in SIZES:
        for noise in (4, 20):
            seed += 1
            pixels = picture(seed, height, width, discs, noise)
            for scale, sigma, min_size in PARAMETERS:
                found = labels(pixels, scale, sigma, min_size, "stable")
                if (found != labels(pixels, scale, sigma, min_size, None)).any():
                    continue
                crc = zlib.crc32(found.astype("<i4").tobytes())
                print(seed, height, width, discs, noise, scale, sigma, min_size, found.max() + 1, f"{crc:08x}", sep=",")


if __name__ == "__main__":
    main()
