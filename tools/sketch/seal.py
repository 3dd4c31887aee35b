"""Puts the networks that `export.py` and `reference.py` wrote where Lexiseg ships them: `seal.py EXPORT [REPOSITORY]`.

Copies the networks and the vocabulary beside a `pack.json` with their digests, and the goldens to the tests.
"""

import hashlib
import json
import shutil
import sys
from pathlib import Path

PACKAGE = "io/lexiseg/indexbuilder/diffusion"
FILES = ["decoder.onnx", "denoiser.onnx", "text_encoder.onnx", "vocab.txt"]


def description(guidance, files):
    return {
        "formatVersion": 1,
        "kind": "generator",
        "id": "sketch",
        "licence": "Apache-2.0",
        "provenance": "trained from scratch by tools/sketch on scenes that a program draws; it knows drawings, not photographs",
        "recipe": 1,
        "text": {
            "file": "text_encoder.onnx",
            "tokenizer": {"kind": "wordpiece", "file": "vocab.txt", "maxTokens": 24, "padding": 0},
            "input": {"ids": "input_ids", "type": "int32"},
            "output": "last_hidden_state",
            "width": 96,
        },
        "denoiser": {
            "file": "denoiser.onnx",
            "sample": "sample",
            "timestep": "timestep",
            "condition": "encoder_hidden_states",
            "selection": "token_select",
            "noise": "out_sample",
            "maps": ["maps_16", "maps_8"],
            "channels": 12,
            "latent": [16, 16],
            "words": 8,
        },
        "decoder": {"file": "decoder.onnx", "input": "latent", "output": "image", "sizePx": [64, 64]},
        "scheduler": {
            "kind": "ddim",
            "prediction": "v",
            "betaStart": 0.00085,
            "betaEnd": 0.012,
            "trainSteps": 1000,
            "steps": 25,
        },
        "guidance": guidance,
        "files": files,
    }


def main():
    export = Path(sys.argv[1])
    repository = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).resolve().parents[2]
    main_files = repository / "index-builder/src/main/resources" / PACKAGE / "sketch"
    test_files = repository / "index-builder/src/test/resources" / PACKAGE / "sketch"
    main_files.mkdir(parents=True, exist_ok=True)
    test_files.mkdir(parents=True, exist_ok=True)
    files = {}
    for name in FILES:
        data = (export / name).read_bytes()
        (main_files / name).write_bytes(data)
        files[name] = {"sha256": hashlib.sha256(data).hexdigest(), "sizeBytes": len(data)}
    goldens = json.loads((export / "goldens.json").read_text())
    pack = description(goldens["goldens"][0]["guidance"], files)
    (main_files / "pack.json").write_text(json.dumps(pack, indent=2) + "\n")
    shutil.copyfile(export / "goldens.json", test_files / "goldens.json")
    print(f"{main_files}: {sum(file['sizeBytes'] for file in files.values())} bytes")


if __name__ == "__main__":
    main()
