"""Writes published prototype indexes as FreeDA's authors lay them out, and checks their import.

A made index is random, but clustered by noun as real ones are; faiss and numpy write it:

  python faiss_index.py make OUT --pairs 100000 --key 768 --prototype 1024
      OUT/knn.index           keys, unit norm, in order of the prototypes' names
      OUT/prototypes.tar      gzip-compressed tar of one .npy a prototype, in no order
      OUT/pack/pack.json      dimensions and backbone of the pack it would be made with (no networks)
      OUT/queries.npy         unit vectors to ask for
      OUT/neighbours.npz      what faiss' exact search finds: ids [queries, k], scores [queries, k]
  python faiss_index.py compare OUT FOUND.csv
      compares with what `lexiseg index nearest` printed: ids and scores
  python faiss_index.py race OUT INDEX
      times faiss' exact search and that of an imported index in turns, one thread each
  python faiss_index.py samples FOLDER
      writes the small files of the tests
"""

import argparse
import csv
import gzip
import io
import json
import subprocess
import sys
import time
import tarfile
from pathlib import Path

import faiss
import numpy as np

NOUNS = ["bicycle", "bus", "cat", "dog", "grass", "house", "person", "sky", "street", "tree"]


def unit(rows):
    """Rows of unit L2 norm, float32."""
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def keys_like(rng, centres, nouns, spread):
    """Unit keys [nouns, dimension] around the centre of each noun."""
    noise = rng.standard_normal((len(nouns), centres.shape[1]), dtype=np.float32)
    return unit(centres[nouns] + spread / np.sqrt(centres.shape[1]) * noise)


def npy(array):
    """The bytes numpy saves an array as."""
    buffer = io.BytesIO()
    np.save(buffer, array)
    return buffer.getvalue()


def add_file(tar, name, content):
    info = tarfile.TarInfo(name)
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))


def faiss_index(layout, keys):
    """A faiss index of a layout that holds the keys as rows 0, 1, ..."""
    dimension = keys.shape[1]
    product = faiss.METRIC_INNER_PRODUCT
    if layout == "idmap":
        # Rows go in backwards; the numbers given with them say so.
        index = faiss.IndexIDMap(faiss.IndexFlatIP(dimension))
        index.add_with_ids(keys[::-1].copy(), np.arange(len(keys), dtype=np.int64)[::-1].copy())
        return index
    if layout == "flat":
        index = faiss.IndexFlatIP(dimension)
    elif layout == "l2":
        index = faiss.IndexFlatL2(dimension)
    elif layout == "hnsw":
        index = faiss.IndexHNSWFlat(dimension, 8, product)
    elif layout == "ivf":
        index = faiss.index_factory(dimension, "IVF4,Flat", product)
    else:
        index = faiss.index_factory(dimension, layout, product)
    index.train(keys)
    index.add(keys)
    return index


def pack_json(key, prototype):
    """A pack's description; the import looks at dimensions and backbone only."""
    picture = {
        "name": "pixel_values", "resampling": "bilinear", "channels": "rgb", "divisor": 255,
        "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225],
    }
    nothing = {"sha256": "0" * 64, "sizeBytes": 1}
    return {
        "formatVersion": 1, "id": "import-check", "backbone": "dinov2-vitl14",
        "licence": "CC0-1.0", "provenance": "a description without networks, to check imports",
        "files": {name: nothing for name in ("dense.onnx", "image.onnx", "text.onnx")},
        "dense": {
            "file": "dense.onnx", "input": {**picture, "sizePx": [518, 518]},
            "output": "last_hidden_state", "layout": "tokens", "leadingTokens": 1,
            "patchSizePx": 14, "dimension": prototype,
        },
        "image": {
            "file": "image.onnx", "input": {**picture, "sizePx": [224, 224]},
            "output": "image_embeds", "dimension": key,
        },
        "text": {
            "file": "text.onnx", "tokenizer": {"kind": "clip-bpe", "maxTokens": 77},
            "input": {"ids": "input_ids", "type": "int32"},
            "output": "text_embeds", "pooling": "none", "unitLength": False, "dimension": key,
        },
        "templates": "subset",
        "presets": {
            "paper": {
                "shortSide": 448, "maxLongSide": 2048, "windowing": "sliding",
                "pooling": "mask-sampled",
                "superpixels": {"scale": 100, "sigma": 1.0, "minSize": 20},
                "localWeight": 0.8, "neighbours": 350, "relativeCut": 2,
            }
        },
        "defaultPreset": "paper",
    }


def make(options):
    rng = np.random.default_rng(options.seed)
    out = Path(options.out)
    (out / "pack").mkdir(parents=True)
    text = json.dumps(pack_json(options.key, options.prototype), indent=2)
    (out / "pack" / "pack.json").write_text(text)

    centres = unit(rng.standard_normal((1000, options.key), dtype=np.float32))
    nouns = rng.integers(len(centres), size=options.pairs)
    keys = keys_like(rng, centres, nouns, 0.7)
    print(f"faiss {faiss.__version__}, numpy {np.__version__}: {options.layout}, {options.pairs} pairs")
    faiss.write_index(faiss_index(options.layout, keys), str(out / "knn.index"))

    names = [f"{row:012d}_{row % 5}_noun{noun}.npy" for row, noun in enumerate(nouns)]
    assert names == sorted(names)
    with gzip.open(out / "prototypes.tar", "wb", compresslevel=1) as compressed:
        with tarfile.open(fileobj=compressed, mode="w") as tar:
            for row in rng.permutation(options.pairs):
                vector = rng.standard_normal(options.prototype, dtype=np.float32)
                add_file(tar, names[row], npy(vector))

    queries = keys_like(rng, centres, rng.integers(len(centres), size=options.queries), 0.5)
    exact = faiss.IndexFlatIP(options.key)
    exact.add(keys)
    scores, ids = exact.search(queries, options.k)
    np.save(out / "queries.npy", queries)
    np.savez(out / "neighbours.npz", ids=ids, scores=scores)


def compare(options):
    expected = np.load(Path(options.out) / "neighbours.npz")
    ids, scores = expected["ids"], expected["scores"]
    found_ids = np.full(ids.shape, -1, dtype=np.int64)
    found_scores = np.full(scores.shape, np.nan)
    with open(options.found, newline="") as file:
        for row in csv.DictReader(file):
            at = int(row["query"]), int(row["rank"]) - 1
            found_ids[at] = int(row["id"])
            found_scores[at] = float(row["similarity"])
    same = found_ids == ids
    worst = np.abs(found_scores - scores).max()
    print(f"{ids.shape[0]} queries x {ids.shape[1]} neighbours")
    print(f"same id at the same rank: {same.sum()} of {same.size}")
    print(f"largest difference of a score: {worst:.2e}")
    sets = sum(set(a) == set(b) for a, b in zip(found_ids, ids))
    print(f"queries with the same set of neighbours: {sets}")
    gaps = [abs(scores[q, r] - scores[q, list(ids[q]).index(found_ids[q, r])])
            for q, r in zip(*np.nonzero(~same)) if found_ids[q, r] in ids[q]]
    if gaps:
        print(f"ids at another rank: {len(gaps)}, scores of those exchanged within {max(gaps):.2e}")
    return 0 if sets == len(ids) and worst <= options.tolerance else 1


def timed(work):
    """Milliseconds by the clock and of the processor."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    processor_end = time.process_time()
    return np.array([time.perf_counter() - wall, processor_end - processor]) * 1e3


def race(options):
    """Lets both search in turns; the last lines are medians and their ratios."""
    out = Path(options.out)
    faiss.omp_set_num_threads(1)
    index = faiss.read_index(str(out / "knn.index"))
    queries = np.load(out / "queries.npy")
    lab = Path(__file__).resolve().parents[2] / "lab" / "run"
    command = [lab, "search-rounds", options.index, str(out / "queries.npy"), str(options.k)]
    ours = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert ours.stdout.readline().strip() == "ready", "lab/run search-rounds did not start"

    rounds = []
    for turn in range(options.rounds + 1):
        print("go", file=ours.stdin, flush=True)
        found = [float(word) for word in ours.stdout.readline().split()]
        single = [timed(lambda: index.search(query[None], options.k)) for query in queries]
        batch = timed(lambda: index.search(queries, options.k)) / len(queries)
        expected = [*np.median(single, axis=0), *batch]
        if turn > 0:  # the first one warms up
            rounds.append((found, expected))
    ours.stdin.close()
    ours.wait()
    medians = np.median(np.array(rounds), axis=0)
    print(f"faiss {faiss.__version__}, {type(index).__name__}: {index.ntotal} pairs of {index.d}, "
          f"{len(queries)} queries of {options.k}, {options.rounds} rounds, ms a query")
    kinds = ("one by one, wall", "one by one, CPU", "all at once, wall", "all at once, CPU")
    for kind, mine, theirs in zip(kinds, *medians):
        print(f"{kind}: index {mine:.2f}, faiss {theirs:.2f}, ratio {mine / theirs:.2f}")


def samples(options):
    """Small files of every layout that is read and some that are not: 24 pairs, dimensions of the tiny pack."""
    rng = np.random.default_rng(7)
    out = Path(options.folder)
    out.mkdir(parents=True, exist_ok=True)
    keys = unit(rng.standard_normal((24, 32), dtype=np.float32))
    np.save(out / "keys.npy", keys)
    for layout in ("flat", "hnsw", "ivf", "idmap", "l2", "SQ8", "L2norm,Flat"):
        name = layout.split(",")[0].lower()
        faiss.write_index(faiss_index(layout, keys), str(out / f"{name}.index"))

    vectors = rng.standard_normal((24, 64), dtype=np.float32)
    np.save(out / "prototypes.npy", vectors)
    # Code points order these as Python does; UTF-16 would put the last two the other way round.
    stems = [f"{row:03d}_1_{NOUNS[row % 10]}" for row in range(20)]
    stems += ["Z_upper", "a_lower", "\uff5e_wide", "\U0001f332_tree"]
    assert stems == sorted(stems)
    with tarfile.open(out / "prototypes.tar", "w:gz") as tar:
        folder = tarfile.TarInfo("prototypes")
        folder.type = tarfile.DIRTYPE
        tar.addfile(folder)
        for row in rng.permutation(24):
            shaped = vectors[row] if row % 2 else vectors[row][None, :]
            add_file(tar, f"prototypes/{stems[row]}.npy", npy(shaped))
        add_file(tar, "prototypes/.DS_Store", b"hidden")

    (out / "big-endian.npy").write_bytes(npy(vectors[0].astype(">f4")))
    (out / "half.npy").write_bytes(npy(vectors[0].astype("<f2")))
    (out / "double.npy").write_bytes(npy(vectors[0].astype("<f8")))
    (out / "integers.npy").write_bytes(npy(np.arange(64)))
    (out / "objects.npy").write_bytes(npy(np.array([{}], dtype=object)))
    (out / "transposed.npy").write_bytes(npy(np.asfortranarray(vectors[:2])))
    (out / "structured.npy").write_bytes(npy(np.zeros(64, dtype=[("x", "<f4")])))
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, vectors[0], version=(3, 0))
    (out / "version3.npy").write_bytes(buffer.getvalue())


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verb = verbs.add_parser("make")
    verb.add_argument("out")
    verb.add_argument("--pairs", type=int, default=100_000)
    verb.add_argument("--key", type=int, default=768)
    verb.add_argument("--prototype", type=int, default=1024)
    verb.add_argument("--layout", default="flat", help="flat, hnsw, ivf or idmap")
    verb.add_argument("--queries", type=int, default=200)
    verb.add_argument("--k", type=int, default=350)
    verb.add_argument("--seed", type=int, default=1)
    verb = verbs.add_parser("compare")
    verb.add_argument("out")
    verb.add_argument("found")
    verb.add_argument("--tolerance", type=float, default=1e-6)
    verb = verbs.add_parser("race")
    verb.add_argument("out")
    verb.add_argument("index")
    verb.add_argument("--k", type=int, default=350)
    verb.add_argument("--rounds", type=int, default=7)
    verb = verbs.add_parser("samples")
    verb.add_argument("folder")
    options = parser.parse_args()
    verb = {"make": make, "compare": compare, "race": race, "samples": samples}[options.verb]
    return verb(options) or 0


if __name__ == "__main__":
    sys.exit(main())
