"""Makes evaluation/goldens.json: IoU and accuracy of random masks, counted with numpy histograms.

Masks come from the congruential generator of segmentation_goldens.py; 0 is no category. Run:
python evaluation_goldens.py > ../resources/io/lexiseg/lab/figure/goldens.json
"""
import json

import numpy as np

# seed, pictures, height, width, categories N, largest reference value, largest predicted value
CASES = [(1, 3, 17, 23, 5, 5, 5), (2, 2, 9, 31, 12, 7, 9), (3, 4, 8, 8, 40, 40, 40), (4, 1, 5, 5, 3, 0, 3), (5, 2, 12, 12, 4, 4, 0)]


def sequence(seed, count):
    values, state = np.empty(count, np.int64), seed
    for i in range(count):
        state = (1103515245 * state + 12345) % 2**31
        values[i] = state >> 16
    return values


def figures(seed, pictures, height, width, categories, largest_reference, largest_predicted):
    pixels = pictures * height * width
    reference = sequence(seed, pixels) % (largest_reference + 1)
    predicted = sequence(seed + 50, pixels) % (largest_predicted + 1)
    agree = sequence(seed + 99, pixels) % 3 == 0
    predicted[agree] = np.minimum(reference[agree], largest_predicted)
    seen = reference > 0
    r, p = reference[seen], predicted[seen]
    bins = np.arange(1, categories + 2)
    hits, areas, guesses = (np.histogram(v, bins)[0].astype(float) for v in (r[r == p], r, p))
    with np.errstate(invalid="ignore"):
        iou = hits / (areas + guesses - hits)
        recall = hits / areas
    plain = lambda v: None if np.isnan(v) else float(v)
    mean = lambda v: float(v.mean()) if v.size else None
    return dict(perCategory=[plain(v) for v in iou], overReference=mean(iou[areas > 0]), overUnion=mean(iou[~np.isnan(iou)]),
                accuracy=float(hits.sum() / areas.sum()) if areas.sum() else None,
                meanAccuracy=mean(recall[~np.isnan(recall)]), zeroIou=mean((hits == 0)[areas > 0]))


KEYS = "seed pictures height width categories largestReference largestPredicted".split()
print("[\n" + ",\n".join(json.dumps({**dict(zip(KEYS, c)), **figures(*c)}) for c in CASES) + "\n]")
