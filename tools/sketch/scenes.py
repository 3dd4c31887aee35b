"""Draws scenes of some twenty nouns with captions and exact masks; no picture of others is used.

A scene is 64x64 RGB: a sky, a ground and up to three icons. Each noun has one fixed look, so the
noun alone (never an adjective) tells what its pixels look like.
"""

import argparse
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from wording import caption

SIZE = 64
SKIES = ("sky", "fog", "sunset", "night")
GROUNDS = ("grass", "sand", "water", "snow", "brick", "road")
ICONS = ("house", "tree", "sun", "cloud", "boat", "car", "balloon", "flower", "fish", "mushroom",
         "snowman", "cactus")
NOUNS = SKIES + GROUNDS + ICONS
SHARES = (1.7, 1.0)  # how often a background is named against an icon
AIRBORNE = ("sun", "cloud", "balloon")
JITTER = 10.0

# Icons that a ground or a sky never goes with.
NEVER = {
    "water": {"house", "tree", "car", "flower", "mushroom", "snowman", "cactus"},
    "snow": {"snowman", "cloud", "boat"},
    "grass": {"boat"}, "brick": {"boat"}, "road": {"boat"},
    "fog": {"cloud"}, "night": {"sun"},
}
NEVER_TOGETHER = ({"snowman", "cloud"},)

# Colours that a noun may show, for judging a picture by the nearest one. Skies: top to bottom.
PALETTE = {
    "sky": [(80, 150, 235), (128, 182, 243), (175, 215, 250)],
    "fog": [(145, 148, 152), (170, 172, 175), (195, 196, 198)],
    "sunset": [(165, 85, 150), (208, 122, 140), (250, 160, 125)],
    "night": [(12, 12, 42), (25, 25, 62), (40, 40, 84)],
    "grass": [(125, 190, 75), (105, 170, 62)],
    "sand": [(230, 204, 138), (214, 186, 120)],
    "water": [(30, 105, 165), (65, 140, 190)],
    "snow": [(228, 236, 250), (214, 224, 244)],
    "brick": [(170, 84, 62), (206, 178, 165)],
    "road": [(84, 84, 88), (72, 72, 76)],
    "house": [(240, 205, 195), (125, 30, 60), (85, 45, 30)],
    "tree": [(22, 95, 45), (105, 70, 40)],
    "sun": [(255, 220, 40)],
    "cloud": [(252, 252, 254)],
    "boat": [(120, 58, 32), (215, 60, 40)],
    "car": [(35, 55, 195), (130, 232, 222), (22, 22, 28)],
    "balloon": [(222, 40, 160), (150, 110, 50)],
    "flower": [(150, 70, 212), (250, 205, 60), (45, 120, 40)],
    "fish": [(255, 140, 30), (215, 98, 15)],
    "mushroom": [(205, 28, 40), (250, 240, 222)],
    "snowman": [(238, 242, 246), (20, 20, 25), (240, 120, 30)],
    "cactus": [(18, 155, 108), (170, 225, 150)],
}

_Y, _X = np.mgrid[0:SIZE, 0:SIZE].astype(np.float32)


@dataclass
class Scene:
    """A picture uint8 [64,64,3], the noun of each pixel uint8 [64,64], and what is in it."""

    image: np.ndarray
    labels: np.ndarray
    sky: str
    ground: str
    icons: list
    caption: str = ""
    named: list = field(default_factory=list)

    def mask(self, noun):
        return self.labels == NOUNS.index(noun)


# --- shapes: signed distances, negative inside -------------------------------------------------

def _circle(u, v, x, y, r):
    return np.hypot(u - x, v - y) - r


def _ellipse(u, v, x, y, rx, ry):
    return (np.hypot((u - x) / rx, (v - y) / ry) - 1.0) * min(rx, ry)


def _box(u, v, x, y, rx, ry, corner=0.0):
    dx, dy = np.abs(u - x) - (rx - corner), np.abs(v - y) - (ry - corner)
    outside = np.hypot(np.maximum(dx, 0), np.maximum(dy, 0))
    return outside + np.minimum(np.maximum(dx, dy), 0) - corner


def _capsule(u, v, ax, ay, bx, by, r):
    px, py, dx, dy = u - ax, v - ay, bx - ax, by - ay
    t = np.clip((px * dx + py * dy) / (dx * dx + dy * dy), 0, 1)
    return np.hypot(px - t * dx, py - t * dy) - r


def _convex(u, v, points):
    """A convex polygon, corners in clockwise order as seen on the screen."""
    distance = np.full_like(u, -1e9)
    for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1]):
        length = np.hypot(bx - ax, by - ay)
        distance = np.maximum(distance, ((u - ax) * (by - ay) - (v - ay) * (bx - ax)) / length)
    return distance


def _union(*distances):
    return np.minimum.reduce(distances)


# --- icons: parts (colour index, distance) in units of the radius, y down -----------------------

def _house(u, v):
    return [(0, _box(u, v, 0, 0.38, 0.78, 0.6)),
            (1, _convex(u, v, [(-1.0, -0.12), (0.0, -1.0), (1.0, -0.12)])),
            (2, _box(u, v, 0.05, 0.66, 0.2, 0.32))]


def _tree(u, v):
    return [(1, _box(u, v, 0, 0.68, 0.17, 0.32)),
            (0, _union(_circle(u, v, 0, -0.42, 0.58), _circle(u, v, -0.42, 0.05, 0.46),
                       _circle(u, v, 0.42, 0.05, 0.46)))]


def _sun(u, v):
    angle = np.arctan2(v, u)
    return [(0, np.hypot(u, v) - (0.84 + 0.14 * np.cos(8 * angle)))]


def _cloud(u, v):
    return [(0, _union(_circle(u, v, -0.52, 0.12, 0.42), _circle(u, v, 0.0, -0.14, 0.56),
                       _circle(u, v, 0.54, 0.12, 0.42), _box(u, v, 0, 0.32, 0.8, 0.22, 0.2)))]


def _boat(u, v):
    return [(1, _union(_convex(u, v, [(-0.8, 0.28), (0.05, -1.0), (0.05, 0.28)]),
                       _convex(u, v, [(0.12, 0.28), (0.12, -0.75), (0.75, 0.28)]))),
            (0, _convex(u, v, [(-1.0, 0.34), (1.0, 0.34), (0.66, 0.9), (-0.66, 0.9)]))]


def _car(u, v):
    return [(0, _union(_box(u, v, 0, 0.18, 1.0, 0.34, 0.15),
                       _convex(u, v, [(-0.7, -0.1), (-0.45, -0.66), (0.4, -0.66), (0.7, -0.1)]))),
            (1, _convex(u, v, [(-0.48, -0.14), (-0.33, -0.5), (0.3, -0.5), (0.48, -0.14)])),
            (2, _union(_circle(u, v, -0.52, 0.5, 0.27), _circle(u, v, 0.52, 0.5, 0.27)))]


def _balloon(u, v):
    return [(0, _union(_circle(u, v, 0, -0.28, 0.72),
                       _convex(u, v, [(-0.58, 0.1), (0.58, 0.1), (0.22, 0.6), (-0.22, 0.6)]))),
            (1, _box(u, v, 0, 0.8, 0.24, 0.2, 0.05))]


def _flower(u, v):
    petals = [_circle(u, v, 0.45 * np.cos(a), -0.25 + 0.45 * np.sin(a), 0.34)
              for a in np.arange(6) * np.pi / 3]
    return [(2, _capsule(u, v, 0, 0.0, 0, 0.92, 0.1)),
            (2, _ellipse(u, v, 0.28, 0.72, 0.28, 0.12)),
            (0, _union(*petals)), (1, _circle(u, v, 0, -0.25, 0.27))]


def _fish(u, v):
    return [(1, _convex(u, v, [(0.98, -0.5), (0.98, 0.5), (0.35, 0.0)])),
            (0, _ellipse(u, v, -0.22, 0, 0.76, 0.54)),
            (1, _ellipse(u, v, -0.1, 0.08, 0.22, 0.16))]


def _mushroom(u, v):
    cap = np.maximum(_ellipse(u, v, 0, 0.05, 1.0, 0.92), v - 0.1)
    return [(1, _box(u, v, 0, 0.5, 0.34, 0.48, 0.15)), (0, cap),
            (1, _union(_circle(u, v, -0.45, -0.25, 0.16), _circle(u, v, 0.1, -0.5, 0.17),
                       _circle(u, v, 0.5, -0.18, 0.15)))]


def _snowman(u, v):
    return [(0, _union(_circle(u, v, 0, 0.46, 0.54), _circle(u, v, 0, -0.28, 0.4))),
            (1, _union(_box(u, v, 0, -0.62, 0.5, 0.08), _box(u, v, 0, -0.82, 0.3, 0.2))),
            (2, _convex(u, v, [(0.0, -0.32), (0.42, -0.22), (0.0, -0.12)])),
            (1, _union(_circle(u, v, 0, 0.3, 0.08), _circle(u, v, 0, 0.6, 0.08)))]


def _cactus(u, v):
    return [(0, _union(_capsule(u, v, 0, -0.7, 0, 0.95, 0.28),
                       _capsule(u, v, -0.62, -0.3, -0.62, 0.15, 0.19),
                       _capsule(u, v, -0.62, 0.2, 0, 0.3, 0.19),
                       _capsule(u, v, 0.62, -0.45, 0.62, 0.0, 0.19),
                       _capsule(u, v, 0.62, 0.05, 0, 0.15, 0.19))),
            (1, _capsule(u, v, 0, -0.65, 0, 0.9, 0.05))]


_DRAW = {"house": _house, "tree": _tree, "sun": _sun, "cloud": _cloud, "boat": _boat, "car": _car,
         "balloon": _balloon, "flower": _flower, "fish": _fish, "mushroom": _mushroom,
         "snowman": _snowman, "cactus": _cactus}


# --- backgrounds --------------------------------------------------------------------------------

def _paint_sky(sky, horizon, rng):
    top, _, bottom = (np.array(c, np.float32) for c in PALETTE[sky])
    share = np.clip(_Y / max(horizon, 1), 0, 1)[..., None]
    picture = top + (bottom - top) * share
    if sky == "night":
        for _ in range(int(rng.integers(5, 11))):
            y, x = rng.integers(0, horizon), rng.integers(0, SIZE)
            picture[y, x] = (200, 200, 170)
    return picture


def _ground_texture(ground, horizon, rng):
    """Colour of the ground at every pixel, float [64,64,3]."""
    one, two = (np.array(c, np.float32) for c in PALETTE[ground])
    phase = rng.uniform(0, 2 * np.pi, 3)
    if ground == "grass":
        share = 0.5 + 0.5 * np.sin(1.9 * _X + 2.0 * np.sin(0.55 * _Y + phase[0]) + phase[1])
    elif ground == "sand":
        share = 0.5 + 0.5 * np.sin(0.9 * _Y + 1.1 * np.sin(0.21 * _X + phase[0]) + phase[1])
    elif ground == "water":
        wave = np.sin(0.75 * _Y + phase[0]) + np.sin(0.4 * _X + 0.6 * _Y + phase[1])
        share = np.clip(wave - 0.6, 0, 1)
    elif ground == "snow":
        share = 0.5 + 0.5 * np.sin(0.16 * _X + phase[0]) * np.sin(0.23 * _Y + phase[1])
    elif ground == "brick":
        row = np.floor((_Y - horizon) / 5)
        column = np.mod(_X + 5 * np.mod(row, 2) + np.floor(phase[0]), 10)
        share = ((np.mod(_Y - horizon, 5) < 1) | (column < 1)).astype(np.float32)
    else:
        share = rng.random((SIZE, SIZE), np.float32)
    return one + (two - one) * share[..., None]


def _paint_icon(picture, labels, icon, x, y, r, rng):
    """Paints one icon; gives the share of each pixel that it covers."""
    top, left = max(int(y - r - 2), 0), max(int(x - r - 2), 0)
    bottom, right = min(int(y + r + 3), SIZE), min(int(x + r + 3), SIZE)
    rows, columns = slice(top, bottom), slice(left, right)
    u, v = (_X[rows, columns] - x) / r, (_Y[rows, columns] - y) / r
    if icon in ("car", "fish", "boat", "cactus") and rng.random() < 0.5:
        u = -u
    shift = rng.uniform(-JITTER, JITTER, 3).astype(np.float32)
    covered = np.zeros_like(u)
    for colour, distance in _DRAW[icon](u, v):
        share = np.clip(0.5 - distance * r, 0, 1)
        paint = np.array(PALETTE[icon][colour], np.float32) + shift
        picture[rows, columns] += (paint - picture[rows, columns]) * share[..., None]
        covered = np.maximum(covered, share)
    labels[rows, columns][covered > 0.5] = NOUNS.index(icon)


# --- scenes -------------------------------------------------------------------------------------

def _choose_icons(sky, ground, rng):
    never = NEVER.get(sky, set()) | NEVER.get(ground, set())
    allowed = [icon for icon in ICONS if icon not in never]
    weights = np.array([3.0 if icon == "boat" else 1.5 if icon in ("sun", "cloud") else 1.0
                        for icon in allowed])
    count = int(rng.choice(4, p=[0.05, 0.47, 0.38, 0.10]))
    count = min(count, 2 if ground == "water" else 3)
    icons = list(rng.choice(allowed, count, replace=False, p=weights / weights.sum()))
    for pair in NEVER_TOGETHER:
        if pair <= set(icons):
            icons.remove(sorted(pair)[int(rng.integers(2))])
    if len(icons) == 1 and icons[0] not in ("fish", "cactus", "sun", "snowman") \
            and rng.random() < 0.12:
        icons = icons * 2
    return [str(icon) for icon in icons]


def _place(icons, horizon, rng):
    """Centres and radii without overlap, or None when they found no room."""
    largest = {0: 17, 1: 17, 2: 14.5, 3: 11.5}[len(icons)]
    placed = []
    for icon in icons:
        for _ in range(30):
            r = rng.uniform(max(largest - 6, 9), largest)
            x = rng.uniform(r, SIZE - 1 - r)
            if icon in AIRBORNE:
                low = max(horizon - 0.6 * r, r + 1)
                y = rng.uniform(r, low)
            else:
                foot = rng.uniform(max(horizon + 4, 2 * r), SIZE - 2)
                y = foot - r
            if all(np.hypot(x - px, y - py) > 0.98 * (r + pr) + 1 for px, py, pr in placed):
                placed.append((x, y, r))
                break
        else:
            return None
    return placed


def draw(rng):
    """One scene of numpy.random.Generator's next numbers."""
    sky, ground = str(rng.choice(SKIES)), str(rng.choice(GROUNDS))
    icons = _choose_icons(sky, ground, rng)
    placed = None
    while placed is None:
        horizon = int(rng.integers(34 if set(icons) & set(AIRBORNE) else 24, 45))
        placed = _place(icons, horizon, rng)
        if placed is None:
            icons = icons[:-1] if rng.random() < 0.3 else icons
    picture = _paint_sky(sky, horizon, rng)
    labels = np.full((SIZE, SIZE), SKIES.index(sky), np.uint8)
    ground_rows = slice(horizon, SIZE)
    picture[ground_rows] = _ground_texture(ground, horizon, rng)[ground_rows]
    labels[ground_rows] = NOUNS.index(ground)
    picture += rng.uniform(-JITTER, JITTER, 3).astype(np.float32) * 0.5
    for icon, (x, y, r) in zip(icons, placed):
        _paint_icon(picture, labels, icon, x, y, r, rng)
    image = np.clip(np.rint(picture), 0, 255).astype(np.uint8)
    scene = Scene(image, labels, sky, ground, icons)
    scene.caption, scene.named = caption(scene, placed, rng)
    return scene


# --- data sets ----------------------------------------------------------------------------------

def write(folder, count, seed):
    """Writes images/, masks/ (ids of classes.json), classes.json and captions.txt."""
    from PIL import Image

    folder = Path(folder)
    (folder / "images").mkdir(parents=True, exist_ok=True)
    (folder / "masks").mkdir(exist_ok=True)
    rng = np.random.default_rng(seed)
    captions = []
    for number in range(count):
        scene = draw(rng)
        name = f"scene-{number:05d}.png"
        Image.fromarray(scene.image).save(folder / "images" / name)
        Image.fromarray(scene.labels + 1).save(folder / "masks" / name)
        captions.append(scene.caption)
    classes = {"unlabelled": 0, "classes": {str(i + 1): noun for i, noun in enumerate(NOUNS)}}
    (folder / "classes.json").write_text(json.dumps(classes, indent=2) + "\n")
    (folder / "captions.txt").write_text("\n".join(captions) + "\n")


_MORE_NOUNS = {"drawing", "picture", "photo", "view", "left", "right", "behind"}


def captions(count, seed):
    """Captions that name ground, sky and one or two icons, every noun about equally often.

    They have no other word that a noun parser could take for a noun.
    """
    rng, used, chosen = np.random.default_rng(seed), Counter(), {}
    while len(chosen) < count:
        scenes = [scene for scene in (draw(rng) for _ in range(24))
                  if len(scene.named) in (3, 4) and {scene.sky, scene.ground} < set(scene.named)
                  and len(scene.icons) <= 2 and scene.caption not in chosen
                  and not _MORE_NOUNS & set(scene.caption.split())]
        scene = min(scenes, key=lambda s: np.mean([used[n] / SHARES[n in ICONS] for n in s.named]))
        used.update(scene.named)
        chosen[scene.caption] = None
    return list(chosen)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--write", metavar="DIR", help="writes a data set of drawn scenes")
    what.add_argument("--captions", metavar="FILE", help="writes lines: id TAB caption")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.write:
        write(arguments.write, arguments.count, arguments.seed)
    else:
        lines = [f"sketch-{i:03d}\t{c}\n"
                 for i, c in enumerate(captions(arguments.count, arguments.seed))]
        Path(arguments.captions).write_text("".join(lines))


if __name__ == "__main__":
    main()
