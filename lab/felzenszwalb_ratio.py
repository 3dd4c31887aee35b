#!/usr/bin/env python3
"""Times the superpixels of one picture in scikit-image and in Lexiseg within the same minute.

    lab/felzenszwalb_ratio.py [PICTURE] [--scale 100] [--sigma 1.0] [--min-size 20]

Without a picture, noise smoothed to look like one is used. Prints the median and the fastest call of
each side and the ratio of the medians. Both sides run on one thread, first scikit-image, then Java,
then scikit-image again. Needs numpy, scipy and scikit-image, and imageio for a picture.
"""

import argparse
import json
import pathlib
import subprocess
import tempfile
import time

import numpy as np
from scipy import ndimage
from skimage.segmentation import felzenszwalb

SIDE = 448
HERE = pathlib.Path(__file__).resolve().parent


def window(path):
    if path is None:
        noise = np.random.default_rng(1).random((SIDE, SIDE, 3))
        coarse, fine = (ndimage.gaussian_filter(noise, (s, s, 0)) for s in (20, 2))
        mixed = (coarse - coarse.mean()) / coarse.std() + 0.3 * (fine - fine.mean()) / fine.std()
        return np.clip(128 + 50 * mixed, 0, 255).astype(np.uint8)
    import imageio.v3 as imageio
    from skimage.transform import resize

    picture = imageio.imread(path)[..., :3]
    side = min(picture.shape[:2])
    return (resize(picture[:side, :side], (SIDE, SIDE), anti_aliasing=True) * 255).astype(np.uint8)


def time_reference(pixels, options, calls):
    image = pixels.astype(np.float32) / np.float32(255)
    seconds = []
    for _ in range(calls):
        start = time.perf_counter()
        felzenszwalb(image, scale=options.scale, sigma=options.sigma, min_size=options.min_size, channel_axis=2)
        seconds.append(time.perf_counter() - start)
    return [1000 * s for s in seconds]


def time_java(pixels, options):
    with tempfile.TemporaryDirectory() as folder:
        picture = pathlib.Path(folder, "window.rgb")
        picture.write_bytes(pixels.tobytes())
        result = pathlib.Path(folder, "result.json")
        parameters = f"{options.scale}/{options.sigma}/{options.min_size}"
        command = [HERE / "run", "FelzenszwalbBenchmark.fast", "-p", f"parameters={parameters}",
                   "-p", f"picture={picture}", "-rf", "json", "-rff", result]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return json.loads(result.read_text())[0]["primaryMetric"]["scorePercentiles"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("picture", nargs="?")
    parser.add_argument("--scale", type=float, default=100)
    parser.add_argument("--sigma", type=float, default=1.0)
    parser.add_argument("--min-size", type=int, default=20)
    options = parser.parse_args()
    pixels = window(options.picture)
    before = time_reference(pixels, options, 10)
    java = time_java(pixels, options)
    reference = before + time_reference(pixels, options, 10)
    median = float(np.median(reference))
    print(f"scikit-image: median {median:.1f} ms, fastest {min(reference):.1f} ms")
    print(f"Lexiseg:      median {java['50.0']:.1f} ms, fastest {java['0.0']:.1f} ms")
    print(f"ratio of medians {java['50.0'] / median:.3f}, of fastest {java['0.0'] / min(reference):.3f}")


if __name__ == "__main__":
    main()
