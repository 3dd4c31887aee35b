#!/usr/bin/env python3
"""Makes a model pack from checkpoints: python tools/export/export.py freeda-b --out DIR"""

import argparse
import json
import re
import shutil
import sys
import tempfile
from pathlib import Path

import torch

import catalogue
import checkpoints
import packs
import sources
from networks import TextTower, VisionTower, randomise

TEMPLATES = ("full", "maskclip", "full+maskclip", "subset", "subset+maskclip", "simple", "plural", "identity", "custom")


def parse(arguments):
    parser = argparse.ArgumentParser(prog="export.py", description="Makes a model pack from checkpoints.")
    parser.add_argument("pack", help=f"id of the pack; {', '.join(catalogue.PACKS)} know their networks")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="folder to make; must not exist")
    parser.add_argument("--dense", choices=catalogue.DENSE, metavar="NAME", help="local backbone: %(choices)s")
    parser.add_argument("--text", choices=catalogue.TEXT, metavar="NAME", help="CLIP: %(choices)s")
    parser.add_argument("--checkpoint", metavar="FILE", help="weights of the local backbone; else caches and the hub")
    parser.add_argument("--clip-checkpoint", metavar="FILE", help="weights of CLIP; else caches and the hub")
    parser.add_argument("--random-weights", type=int, metavar="SEED", help="no checkpoints: a pack without meaning")
    parser.add_argument("--precision", choices=("fp32", "fp16"), default="fp32", help="of the weights (%(default)s)")
    parser.add_argument("--batch", type=_batch, default=None, metavar="N|symbolic",
                        help="pictures or prompts a run (symbolic: any number)")  # fmt: skip
    parser.add_argument("--templates", choices=TEMPLATES, default="subset", metavar="SET",
                        help="prompts: %(choices)s (%(default)s)")  # fmt: skip
    options = parser.parse_args(arguments)
    _complete(parser, options)
    return options


def _batch(text):
    if text == "symbolic":
        return None
    if not re.fullmatch(r"[1-9]\d{0,3}", text):
        raise argparse.ArgumentTypeError(f"expected symbolic or 1..9999, got {text}")
    return int(text)


def _complete(parser, options):
    problems = []
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,63}", options.pack):
        problems.append(f"pack: expected a-z 0-9 . _ -, at most 64 letters, got '{options.pack}'")
    dense, text = catalogue.PACKS.get(options.pack, (None, None))
    options.dense, options.text = options.dense or dense, options.text or text
    if not options.dense or not options.text:
        problems.append(f"pack {options.pack}: expected --dense and --text; only {', '.join(catalogue.PACKS)} know theirs")
    if options.random_weights is not None and (options.checkpoint or options.clip_checkpoint):
        problems.append("--random-weights: expected no checkpoint beside it")
    if options.out.exists():
        problems.append(f"--out: expected a folder that does not exist yet, found {options.out}")
    if problems:
        parser.error("; ".join(problems))


class Weights:
    """Fills the networks of one pack, and remembers what with. A wrong checkpoint does not hide another one."""

    def __init__(self, seed):
        self.seed = seed
        self.origins = []
        self.problems = []

    def fill(self, networks, name, checkpoint, repositories, clip):
        if self.seed is not None:
            for number, network in enumerate(networks):
                randomise(network, self.seed + len(self.origins) + number)
            self.origins.append(f"{name}: random weights, seed {self.seed}, without meaning")
            return
        try:
            file = Path(checkpoint) if checkpoint else sources.find(name, repositories, clip)
            tensors = checkpoints.read(file)
            for network in networks:
                self._load(network, tensors, file)
            self.origins.append(f"{name}: {_origin(file)}, sha256 {sources.digest(file)}")
        except (checkpoints.CheckpointError, sources.NotFoundError) as error:
            self.problems.append(f"{name}: {error}")

    def _load(self, network, tensors, file):
        try:
            checkpoints.load(network, tensors, file)
        except checkpoints.CheckpointError as error:
            self.problems.append(f"{type(network).__name__}: {error}")


def _origin(file):
    parts = file.parts
    repository = next((part for part in parts if part.startswith("models--")), None)
    return file.name if repository is None else "/".join((*repository.split("--")[1:], file.name))


def export(options):
    """Writes the pack to a folder beside --out and moves it there when it is complete."""
    dense, clip = catalogue.DENSE[options.dense], catalogue.TEXT[options.text]
    networks = {"dense": VisionTower(dense.network), "image": VisionTower(clip.image), "text": TextTower(clip.text)}
    weights = Weights(options.random_weights)
    weights.fill([networks["dense"]], options.dense, options.checkpoint, dense.hub, clip=False)
    weights.fill([networks["image"], networks["text"]], options.text, options.clip_checkpoint, clip.hub, clip=True)
    if weights.problems:
        raise SystemExit("export: nothing was written\n" + "\n".join(weights.problems))
    networks["dense"].resize(dense.side)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=f".{options.out.name}.", dir=options.out.parent))
    try:
        _write(partial, networks, dense, clip, options)
        packs.seal(partial, _description(dense, clip, options, weights.origins))
        partial.chmod(0o755)
        partial.rename(options.out)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _write(folder, networks, dense, clip, options):
    def write(role, example, input_name, output_name):
        file = folder / f"{role}.onnx"
        packs.write_network(networks.pop(role), file, example, input_name, output_name, options.batch, options.precision)
        print(f"{role}.onnx  {sum(part.stat().st_size for part in folder.glob(file.name + '*')) / 1e6:.1f} MB", flush=True)

    ids = torch.zeros(1, clip.text.tokens, dtype=torch.int32)
    ids[0, 0], ids[0, 1] = clip.text.vocabulary - 2, clip.text.vocabulary - 1
    write("dense", torch.zeros(1, 3, dense.side, dense.side), "pixel_values", "last_hidden_state")
    write("image", torch.zeros(1, 3, clip.side, clip.side), "pixel_values", "image_embeds")
    write("text", ids, "input_ids", "text_embeds")


def _description(dense, clip, options, origins):
    licences = list(dict.fromkeys((dense.licence, clip.licence)))
    batch = options.batch or "symbolic"
    how = f"exported by Lexiseg with torch {torch.__version__}, opset {packs.OPSET}, {options.precision}, batch {batch}"
    return packs.describe(
        options.pack,
        dense,
        clip,
        licence=" AND ".join(licences),
        provenance="; ".join((*origins, how)),
        presets=json.loads((catalogue.PRODUCT / "presets.json").read_text(encoding="utf-8")),
        templates=options.templates,
        leading_tokens=1 + dense.network.registers,
    )


def main(arguments=None):
    options = parse(arguments)
    export(options)
    print(f"{options.pack} in {options.out}")


if __name__ == "__main__":
    sys.exit(main())
