#!/usr/bin/env python3
"""Compares Lexiseg's encoders with the libraries that published the networks, on random weights.

    python tools/export/parity.py one --dense vit_base_patch14_dinov2 --text ViT-B-16 --out DIR
    python tools/export/parity.py row --dense vit_base_patch14_dinov2 --text ViT-B-16 --precision fp16 --work DIR
    python tools/export/parity.py report --work DIR --out docs/encoder-parity.md
    python tools/export/parity.py hub --pack freeda-b --out DIR
    python tools/export/parity.py golden --out lab/src/test/resources/io/lexiseg/lab/parity/golden
    python tools/export/parity.py tokens --out FILE

`one` fills timm's and open_clip's networks with random weights, saves them as checkpoints, lets `lexiseg models pull`
make a pack of those files, and writes what the libraries make of fixed pictures and prompts. `golden` writes checkpoints
and results of networks of a few thousand weights, `tokens` writes texts with open_clip's token ids: what the build tests
with. `row` does `one`, asks `lexiseg models compare` how far its own results are off, and prints the rows of the table;
`report` does so for every network and writes the page. `hub` lays the checkpoints of a pack out as a hub has them, for
hub.py, with what the libraries make of them beside.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import ftfy
from safetensors.torch import save_file

import catalogue
import reference
import references
import texts

END_OF_TEXT = 49407
LEXISEG = Path(__file__).resolve().parents[2] / "lexiseg"
# Every local backbone once, every CLIP at least once; one pack in half precision.
ROWS = (
    ("vit_small_patch14_dinov2", "ViT-B-32", "fp32"),
    ("vit_base_patch14_dinov2", "ViT-B-16", "fp32"),
    ("vit_large_patch14_dinov2", "ViT-L-14", "fp32"),
    ("vit_small_patch14_reg4_dinov2", "ViT-B-32", "fp32"),
    ("vit_base_patch14_reg4_dinov2", "ViT-B-16", "fp32"),
    ("vit_large_patch14_reg4_dinov2", "ViT-L-14", "fp32"),
    ("vit_base_patch16_224.dino", "ViT-B-16", "fp32"),
    ("deit3_large_patch16_224", "ViT-L-14", "fp32"),
    ("vit_base_patch16_clip_224", "ViT-B-16", "fp32"),
    ("vit_large_patch14_clip_224", "ViT-L-14", "fp32"),
    ("vit_base_patch16_clip_quickgelu_224", "ViT-B-16", "fp32"),
    ("vit_large_patch14_clip_quickgelu_224", "ViT-L-14", "fp32"),
    ("vit_base_patch14_dinov2", "ViT-B-16", "fp16"),
)


def one(dense_name, text_name, out, seed, precision):
    """Writes out/checkpoint, out/reference and out/packs/parity for networks of the catalogue."""
    true_size(dense_name, text_name, out, seed)
    command = [LEXISEG, "models", "pull", "parity", "--backbone", dense_name, "--clip", text_name]
    command += ["--from", out / "checkpoint"] + ["--fp16"] * (precision == "fp16")
    subprocess.run(command, check=True, env=os.environ | {"LEXISEG_CACHE": str(out)})


def true_size(dense_name, text_name, out, seed):
    """Writes out/checkpoint and out/reference for networks of the catalogue."""
    dense = references.dense(dense_name, seed)
    larger = references.resized(dense_name, dense, catalogue.DENSE[dense_name].side)
    make(dense_name, dense, larger, text_name, references.clip(text_name, seed + 1), out, seed)


def hub(pack, out, seed):
    """Writes out/hub, whose files lie where `lexiseg models pull` asks for those of a pack, and out/reference."""
    backbone, clip = catalogue.PACKS[pack]
    true_size(backbone, clip, out, seed)
    for name, file in ((backbone, "dense.safetensors"), (clip, "clip.safetensors")):
        target = out / "hub" / catalogue.PUBLISHED[name]
        target.parent.mkdir(parents=True, exist_ok=True)
        (out / "checkpoint" / file).rename(target)
    (out / "checkpoint").rmdir()


def golden(out, seed):
    """Writes out/checkpoint and out/reference, small enough to be a test of the build: all that a local backbone may have
    (registers, layer scale, positions to interpolate) at a few thousand weights."""
    catalogue.DENSE["golden"] = catalogue.Input(56, catalogue.IMAGENET, leading=5)
    catalogue.TEXT["golden"] = catalogue.Input(32, catalogue.CLIP)
    name, changes = "vit_tiny_patch16_224", {"img_size": 32, "patch_size": 8, "embed_dim": 24, "depth": 2, "num_heads": 2}
    changes |= {"reg_tokens": 4, "no_embed_class": True, "init_values": 1e-5}
    dense = references.dense(name, seed, **changes)
    larger = references.resized(name, dense, 56, **changes)
    clip = references.small_clip(
        8,
        {"layers": 1, "width": 16, "head_width": 8, "patch_size": 8, "image_size": 32},
        {"layers": 1, "width": 3, "heads": 1},
        seed + 1,
    )
    make("golden", dense, larger, "golden", clip, out, seed, shrink=4)


def make(dense_name, dense, larger, text_name, clip, out, seed, shrink=1):
    """Writes what the libraries' networks compute, and checkpoints of the same weights."""
    checkpoint = out / "checkpoint"
    checkpoint.mkdir(parents=True)
    for network, file in ((dense, checkpoint / "dense.safetensors"), (clip, checkpoint / "clip.safetensors")):
        save_file({name: value.contiguous() for name, value in network.state_dict().items()}, file)
        file.chmod(0o644)
    made_by = f"timm {version('timm')}, open_clip {version('open_clip_torch')}, torch {version('torch')}, seed {seed}"
    tokenizer = references.tokenizer("ViT-B-16")
    reference.write(
        out / "reference", catalogue.DENSE[dense_name], larger, catalogue.TEXT[text_name], clip, tokenizer, made_by, seed,
        shrink,
    )  # fmt: skip


def compare(folder):
    """What `lexiseg models compare` says of a pack and a reference."""
    command = [LEXISEG, "models", "compare", "--pack", folder / "packs" / "parity", "--reference", folder / "reference", "--json"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if not result.stdout.strip():
        raise SystemExit(f"lexiseg models compare failed:\n{result.stderr}")
    return json.loads(result.stdout)


def report(work, out, seed, limit):
    """All rows, one after the other; the files of a row are deleted when it has been measured. Rows that work/rows.json
    holds already are not measured again."""
    work.mkdir(parents=True, exist_ok=True)
    kept = work / "rows.json"
    measured = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    missing = [row for row in ROWS if " ".join(row) not in measured]
    for row in missing[:limit]:
        measured[" ".join(row)] = _measured(work / "row", *row, seed)
        kept.write_text(json.dumps(measured), encoding="utf-8")
    if len(measured) < len(ROWS):
        raise SystemExit(f"{len(measured)} of {len(ROWS)} rows measured; run again for the others")
    out.write_text(_page([(*row, measured[" ".join(row)]) for row in ROWS]), encoding="utf-8")


def _measured(folder, dense, text, precision, seed):
    shutil.rmtree(folder, ignore_errors=True)
    # A process a row: the memory of one row is free before the next.
    command = [sys.executable, __file__, "one", "--dense", dense, "--text", text, "--out", folder,
               "--seed", str(seed), "--precision", precision]  # fmt: skip
    try:
        subprocess.run(command, check=True)
        return compare(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def row(work, dense, text, precision, seed):
    """Measures one pair of networks and prints its rows of the table."""
    work.mkdir(parents=True, exist_ok=True)
    agreements = _measured(work / "row", dense, text, precision, seed)
    print("\n".join(_rows(dense, text, precision, agreements)))


def _rows(dense, text, precision, agreements):
    rows = []
    for found in agreements["networks"]:
        local = found["network"] == "dense"
        name = f"`{dense}`" if local else f"`{text}` {found['network']}"
        rows.append(
            f"| {name} | {'timm' if local else 'open_clip'} | {precision} | {found['vectors']} "
            f"| {found['lowestCosine']:.7f} | {found['meanCosine']:.7f} | {found['largestRelativeError']:.1e} |"
        )
    return rows


def _page(results):
    page = (Path(__file__).parent / "encoder-parity.head.md").read_text(encoding="utf-8")
    rows = ["| network | library | precision | vectors | lowest cosine | mean cosine | largest relative error |",
            "|---|---|---|---|---|---|---|"]  # fmt: skip
    for result in results:
        rows += _rows(*result)
    rows = list(dict.fromkeys(rows))  # a CLIP that several local backbones were measured with stands there once
    return f"{page}\n{chr(10).join(rows)}\n\nMade by {results[0][3]['madeBy']}.\n"


def tokens(out, count, seed, captions):
    """Writes generated texts, and captions of a COCO file if there is one, with open_clip's token ids.

    Texts that ftfy takes for wrongly decoded and decodes again are left out and counted: that guess is no part of
    Lexiseg.
    """
    spoken = count * 2 // 5 if captions else 0
    made = texts.make(count - spoken, seed)
    if captions:
        annotations = json.loads(captions.read_text(encoding="utf-8"))["annotations"]
        made += random.Random(seed).sample(sorted({entry["caption"] for entry in annotations}), spoken)
    kept = [text for text in made if ftfy.fix_text(text) == ftfy.fix_text(text, fix_encoding=False)]
    ids = references.tokenizer("ViT-B-16")(kept).tolist()
    rows = [{"text": text, "ids": row[: row.index(END_OF_TEXT) + 1]} for text, row in zip(kept, ids, strict=True)]
    out.write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n", encoding="ascii")
    print(f"{len(kept)} texts in {out}; ftfy would decode {len(made) - len(kept)} others again")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    single = commands.add_parser("one", help="make one pack and its reference")
    line = commands.add_parser("row", help="measure one pair of networks and print its rows of the table")
    for command in (single, line):
        command.add_argument("--dense", required=True, choices=catalogue.DENSE)
        command.add_argument("--text", required=True, choices=catalogue.TEXT)
        command.add_argument("--precision", choices=("fp32", "fp16"), default="fp32")
    line.add_argument("--work", required=True, type=Path, help="folder for the pack, up to 2 GB")
    laid = commands.add_parser("hub", help="lay the checkpoints of a pack out as a hub has them")
    laid.add_argument("--pack", required=True, choices=catalogue.PACKS)
    small = commands.add_parser("golden", help="make the small pack and reference that the build tests with")
    every = commands.add_parser("report", help="measure every network and write the page")
    every.add_argument("--work", required=True, type=Path, help="folder for the packs, up to 6 GB at a time")
    every.add_argument("--limit", type=int, default=len(ROWS), help="measure at most so many rows this time")
    spoken = commands.add_parser("tokens", help="write texts with the token ids that open_clip gives them")
    spoken.add_argument("--count", type=int, default=600)
    spoken.add_argument("--captions", type=Path, metavar="FILE", help="COCO captions; two fifths of the texts")
    for command in (single, small, every, spoken, laid):
        command.add_argument("--out", required=True, type=Path)
    for command in (single, line, small, every, spoken, laid):
        command.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.command == "one":
        one(options.dense, options.text, options.out, options.seed, options.precision)
    elif options.command == "row":
        row(options.work, options.dense, options.text, options.precision, options.seed)
    elif options.command == "hub":
        hub(options.pack, options.out, options.seed)
    elif options.command == "golden":
        golden(options.out, options.seed)
    elif options.command == "tokens":
        tokens(options.out, options.count, options.seed, options.captions)
    else:
        report(options.work, options.out, options.seed, options.limit)


if __name__ == "__main__":
    main()
