"""Prints the label maps that scikit-image's compact watershed gives for pictures made by a formula.

    PYTHONPATH=../../../../vision/src/test/python python watershed_goldens.py > ../resources/io/lexiseg/lab/ablation/watershed-goldens.csv

A line: seed, height, width, discs, noise, markers, compactness, regions, CRC-32 of the labels, numbered by
first appearance, as little-endian 32-bit numbers in raster order. FormulaPicture.java makes the same
pictures. The gradient is scikit-image's to 1e-12, its sums taken in the order of Gradient.java, because the
order of flooding hangs on last bits. Needs numpy and scikit-image (made with 0.26.0).
"""

import zlib

import numpy as np
from felzenszwalb_goldens import picture
from skimage.color import rgb2gray
from skimage.filters import sobel
from skimage.segmentation import watershed

SIZES = [(448, 448, 30), (120, 160, 12), (160, 120, 12), (33, 47, 5), (7, 60, 2), (60, 7, 2)]
PARAMETERS = [(200, 1e-5), (50, 1e-3)]


def gradient(pixels):
    samples = pixels.astype(np.float64)
    luma = (0.2125 * samples[..., 0] + 0.7154 * samples[..., 1] + 0.0721 * samples[..., 2]) / 255
    padded = np.pad(luma, 1, mode="symmetric")
    up, at, down = padded[:-2], padded[1:-1], padded[2:]
    vertical = up[:, :-2] + 2 * up[:, 1:-1] + up[:, 2:] - down[:, :-2] - 2 * down[:, 1:-1] - down[:, 2:]
    horizontal = up[:, :-2] + 2 * at[:, :-2] + down[:, :-2] - up[:, 2:] - 2 * at[:, 2:] - down[:, 2:]
    result = np.sqrt((vertical * vertical + horizontal * horizontal) / 2) / 4
    assert np.abs(result - sobel(rgb2gray(samples / 255))).max() < 1e-12
    return result


def main():
    seed = 0
    for height, width, discs in SIZES:
        for noise in (4, 20):
            seed += 1
            pixels = picture(seed, height, width, discs, noise)
            for markers, compactness in PARAMETERS:
                found = watershed(gradient(pixels), markers=markers, compactness=compactness).ravel()
                _, first, inverse = np.unique(found, return_index=True, return_inverse=True)
                labels = np.argsort(np.argsort(first))[inverse]
                crc = zlib.crc32(labels.astype("<i4").tobytes())
                print(seed, height, width, discs, noise, markers, compactness, labels.max() + 1, f"{crc:08x}", sep=",")


if __name__ == "__main__":
    main()
