"""Makes segmentation/goldens.json: the online stage written out plainly with numpy and torch.

Every array that the Java side never materialises is materialised here: one mask per region, a token
per pixel, categories x height x width scores. Inputs come from a small congruential generator that
the test has too. Run: python segmentation_goldens.py > ../resources/io/lexiseg/vision/segmentation/goldens.json
"""
import json

import numpy as np
import torch
import torch.nn.functional as F

CASES = [
    # name, image h, w, short, long, windowing, pooling, beta, threshold, N, D, text D, rows, cols, block, seed
    ("oblong window pair, vanishing specks", 37, 61, 32, 96, "SLIDING", "MASK_SAMPLED", 0.8, None, 7, 16, 8, 5, 5, 6, 1),
    ("three windows across, threshold", 20, 70, 24, 90, "SLIDING", "MASK_SAMPLED", 0.7, 0.5, 5, 12, 6, 4, 6, 5, 2),
    ("thin, capped by the long side", 6, 80, 32, 64, "SLIDING", "MASK_SAMPLED", 0.8, None, 4, 8, 4, 3, 7, 3, 3),
    ("upright, local term only", 50, 23, 28, 70, "SLIDING", "MASK_SAMPLED", 1.0, None, 6, 8, 4, 6, 6, 7, 4),
    ("shrunk", 90, 130, 24, 64, "SLIDING", "UPSAMPLED", 0.9, None, 9, 16, 8, 4, 5, 6, 5),
    ("whole, upsampled", 45, 71, 32, 90, "WHOLE", "UPSAMPLED", 0.95, None, 11, 16, 8, 4, 7, 5, 6),
    ("whole, mask sampled", 33, 52, 40, 90, "WHOLE", "MASK_SAMPLED", 0.8, 0.52, 6, 16, 8, 5, 8, 4, 7),
    ("one pixel", 1, 1, 16, 64, "SLIDING", "MASK_SAMPLED", 0.8, None, 3, 4, 4, 3, 3, 4, 8),
    ("category without prototype", 30, 41, 32, 64, "SLIDING", "MASK_SAMPLED", 0.4, None, 4, 8, 4, 5, 5, 6, 9),
]
WITHOUT_PROTOTYPE = {"category without prototype": [2]}


def sequence(seed, count):
    """count values in -1..1, exact in float32."""
    values, state = np.empty(count, np.float32), seed
    for i in range(count):
        state = (1103515245 * state + 12345) % 2**31
        values[i] = (state >> 16) / 16384 - 1
    return values


def unit(rows):
    rows = rows.astype(np.float64)
    return (rows / np.linalg.norm(rows, axis=-1, keepdims=True)).astype(np.float32)


def label_map(h, w, block):
    """Square blocks, in each a speck of 2x2 pixels that sampling may miss."""
    y, x = np.mgrid[:h, :w]
    across = -(-w // block)
    cell = (y // block) * across + x // block
    speck = np.isin(y % block, (1, 2)) & np.isin(x % block, (1, 2))
    return (2 * cell + speck).astype(np.int64)


def resize(planes, size, corners):
    return F.interpolate(planes[None], size=size, mode="bilinear", align_corners=corners)[0]


def starts(length, side):
    stride = side // 2
    count = max(length - side + stride - 1, 0) // stride + 1
    return [max(min(i * stride + side, length) - side, 0) for i in range(count)]


def window_scores(labels, tokens, prototypes, g, pooling, beta):
    """tokens [rows, cols, D] -> scores [N, h, w]."""
    h, w = labels.shape
    rows, cols, dim = tokens.shape
    regions = labels.max() + 1
    masks = torch.from_numpy(np.stack([labels == r for r in range(regions)]).astype(np.float32))
    flat = tokens.reshape(-1, dim)
    if pooling == "MASK_SAMPLED":
        soft = resize(masks, (rows, cols), True).reshape(regions, -1).numpy()
        pooled = soft @ flat / (soft.sum(1, keepdims=True) + np.float32(1.1920929e-07))
    else:
        cells = flat / (np.linalg.norm(flat, axis=1, keepdims=True) + 1e-8)
        dense = resize(torch.from_numpy(cells.T.reshape(dim, rows, cols).copy()), (h, w), True).numpy()
        count = masks.numpy().reshape(regions, -1)
        pooled = count @ dense.reshape(dim, -1).T / np.maximum(count.sum(1, keepdims=True), 1)
    norms = np.linalg.norm(pooled, axis=1)
    squash = lambda c: 1 / (1 + np.exp(-c))
    unit_tokens = flat / np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-6)
    dense = squash(unit_tokens @ prototypes.T).T.reshape(-1, rows, cols).astype(np.float32)
    local = resize(torch.from_numpy(dense), (h, w), True).numpy()
    for r in range(regions):
        if norms[r] > 0:
            local[:, labels == r] = squash(prototypes @ (pooled[r] / norms[r]))[:, None]
    vanished = int(sum(n == 0 and (labels == r).any() for r, n in enumerate(norms)))
    return beta * local + (1 - beta) * g[:, None, None], vanished


def segment(case):
    name, h, w, short, long, windowing, pooling, beta, threshold, n, dim, text_dim, rows, cols, block, seed = case
    raw = sequence(seed, n * dim).reshape(n, dim)
    raw[WITHOUT_PROTOTYPE.get(name, [])] = 0
    prototypes = np.stack([unit(p) if p.any() else p for p in raw])
    texts = unit(sequence(seed + 100, n * text_dim).reshape(n, text_dim))
    factor = min(long / max(h, w), short / min(h, w))
    H, W = max(1, int(h * factor + 0.5)), max(1, int(w * factor + 0.5))
    if windowing == "WHOLE":
        windows = [(0, 0, H, W)]
    else:
        windows = [(y, x, min(short, H), min(short, W)) for y in starts(H, short) for x in starts(W, short)]
    total, count, vanished = np.zeros((n, H, W), np.float32), np.zeros((H, W), np.float32), 0
    for i, (y, x, wh, ww) in enumerate(windows):
        tokens = sequence(seed + 1000 * (i + 1), rows * cols * dim).reshape(rows, cols, dim)
        g = texts @ unit(sequence(seed + 1000 * (i + 1) + 500, text_dim))
        scores, lost = window_scores(label_map(wh, ww, block), tokens, prototypes, g, pooling, beta)
        total[:, y:y + wh, x:x + ww] += scores
        count[y:y + wh, x:x + ww] += 1
        vanished += lost
    total = torch.from_numpy(total / count)
    if windowing == "WHOLE":
        ys, xs = [((2 * np.arange(o) + 1) * i) // (2 * o) for i, o in ((H, h), (W, w))]
        final = total.numpy()[:, ys][:, :, xs]
    else:
        final = resize(total, (h, w), False).numpy()
    best, mask = final.max(0), final.argmax(0) + 1
    if threshold is not None:
        mask[best <= np.float32(threshold)] = 0
    ordered = np.sort(final, 0)
    gap = (ordered[-1] - ordered[-2]).min()
    margin = np.inf if threshold is None else np.abs(best - threshold).min()
    assert min(gap, margin) > 2e-6, (name, gap, margin)
    return mask, best, dict(windows=len(windows), vanished=vanished, resized=[H, W])


def statistics(mask, best):
    rows = []
    for c in np.unique(mask[mask > 0]):
        ys, xs = np.nonzero(mask == c)
        rows.append([int(c), len(ys), float(best[mask == c].mean(dtype=np.float64)), int(ys.min()), int(xs.min()), int(ys.max()), int(xs.max())])
    return rows


def main():
    keys = "name height width shortSide maxLongSide windowing pooling localWeight threshold categories dimension textDimension rows columns block seed".split()
    cases = []
    for case in CASES:
        mask, best, facts = segment(case)
        cases.append({**dict(zip(keys, case)), "withoutPrototype": WITHOUT_PROTOTYPE.get(case[0], []), **facts,
                      "mask": [" ".join(map(str, row)) for row in mask], "statistics": statistics(mask, best)})
    print("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]")


main()
