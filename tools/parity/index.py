"""Reads and writes prototype index folders (docs/prototype-index.md), and hands one to the reference in its own formats."""

import hashlib
import json
from pathlib import Path

import numpy as np

BLOCK = 256


def read(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Keys [count, keyDimension] and prototypes [count, prototypeDimension], single precision."""
    manifest = json.loads((folder / "manifest.json").read_text())
    index, rows = manifest["index"], manifest["keyBlockRows"]
    blocks = np.fromfile(folder / "keys.f32", "<f4").reshape(-1, index["keyDimension"], rows)
    keys = blocks.transpose(0, 2, 1).reshape(-1, index["keyDimension"])[: index["count"]]
    stored = "<f2" if manifest["prototypeType"] == "FLOAT16" else "<f4"
    prototypes = np.fromfile(folder / "prototypes.bin", stored).astype(np.float32)
    return np.ascontiguousarray(keys), prototypes.reshape(index["count"], index["prototypeDimension"])


def write(folder: Path, backbone: str, nouns: list[str], noun_of_id: np.ndarray, keys: np.ndarray, prototypes: np.ndarray):
    """Writes a new index folder; keys are of unit length."""
    folder.mkdir(parents=True)
    count, dimension = keys.shape
    padded = np.zeros((-(-count // BLOCK) * BLOCK, dimension), "<f4")
    padded[:count] = keys
    contents = {
        "keys.f32": np.ascontiguousarray(padded.reshape(-1, BLOCK, dimension).transpose(0, 2, 1)).tobytes(),
        "prototypes.bin": prototypes.astype("<f4").tobytes(),
        "noun-of-id.i32": noun_of_id.astype("<i4").tobytes(),
        "nouns.json": json.dumps(nouns).encode(),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    manifest = {
        "format": "lexiseg-prototype-index",
        "version": 1,
        "index": {
            "name": folder.name,
            "generation": 1,
            "backbone": backbone,
            "keyDimension": dimension,
            "prototypeDimension": prototypes.shape[1],
            "count": count,
            "provenance": {"builder": "tools/parity"},
        },
        "prototypeType": "FLOAT32",
        "keyBlockRows": BLOCK,
        "files": {
            name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in contents.items()
        },
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1))


def hand_over(folder: Path, target: Path) -> tuple[Path, Path]:
    """Writes knn.index (faiss, exact inner product) and one .npy file a prototype, as the authors publish them."""
    import faiss

    keys, prototypes = read(folder)
    embeddings = target / "prototype_embeddings"
    embeddings.mkdir(parents=True, exist_ok=True)
    for row, prototype in enumerate(prototypes):
        np.save(embeddings / f"{row:07d}.npy", prototype)
    flat = faiss.IndexFlatIP(keys.shape[1])
    flat.add(keys)
    faiss.write_index(flat, str(target / "knn.index"))
    return target / "knn.index", embeddings
