#!/usr/bin/env python3
"""Writes how the libraries name the tensors of small networks, with the names used here: what the Java side is held to.

    python tools/export/namings.py --out vision/src/test/resources/io/lexiseg/vision/pack/checkpoint/namings.json
"""

import argparse
import json
import tempfile
from pathlib import Path

from safetensors.torch import load_file
from transformers import (
    CLIPConfig,
    CLIPModel,
    Dinov2Config,
    Dinov2Model,
    Dinov2WithRegistersConfig,
    Dinov2WithRegistersModel,
    ViTConfig,
    ViTModel,
)

import layouts
import references

TIMM = {"img_size": 32, "patch_size": 8, "embed_dim": 16, "depth": 2, "num_heads": 2}
SMALL = {"hidden_size": 16, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 2}
PICTURE = {"image_size": 32, "patch_size": 8}
# Components of a token of text: the table has 49,408 rows.
TEXT_WIDTH = 4


def timm(name="vit_tiny_patch16_224", **changes):
    return references.dense(name, 1, **TIMM, **changes).state_dict()


def of_deit():
    named = timm(no_embed_class=True, init_values=1e-5)
    return {name.replace("ls1.gamma", "gamma_1").replace("ls2.gamma", "gamma_2"): value for name, value in named.items()}


def of_dinov2_repository(registers):
    """As facebookresearch/dinov2 saves them: positions begin with the class token's, and a mask token is there."""
    named = timm(init_values=1e-5)
    named["mask_token"] = named["cls_token"][:, 0]
    if registers:
        named["register_tokens"] = named["cls_token"].repeat(1, 4, 1)
    return named


def open_clip():
    return references.small_clip(
        8,
        {"layers": 2, "width": 16, "head_width": 8, "patch_size": 8, "image_size": 32},
        {"layers": 2, "width": TEXT_WIDTH, "heads": 2},
        1,
    ).state_dict()


def saved(network):
    """What transformers writes to a file, which may be named unlike what it keeps in memory."""
    with tempfile.TemporaryDirectory() as folder:
        network.save_pretrained(folder)
        return load_file(Path(folder) / "model.safetensors")


def transformers_clip():
    text = {"hidden_size": TEXT_WIDTH, "intermediate_size": 4 * TEXT_WIDTH, "num_hidden_layers": 2, "num_attention_heads": 2}
    return saved(CLIPModel(CLIPConfig(vision_config=SMALL | PICTURE, text_config=text, projection_dim=8)))


def all_namings():
    """Pairs of a network's kind and its tensors; namings of one kind have to give one network."""
    vit = ViTModel(ViTConfig(**SMALL, **PICTURE), add_pooling_layer=True)
    return {
        "timm": ("plain", timm()),
        "timm with a head": ("plain", timm() | {"head.weight": timm()["norm.weight"]}),
        "transformers ViT": ("plain", saved(vit)),
        "timm DINOv2": ("scaled", timm(init_values=1e-5)),
        "DeiT-III's own": ("scaled", of_deit()),
        "DINOv2's own": ("scaled", of_dinov2_repository(registers=False)),
        "transformers DINOv2": ("scaled", saved(Dinov2Model(Dinov2Config(**SMALL, **PICTURE)))),
        "timm DINOv2 with registers": ("registers", timm(reg_tokens=4, no_embed_class=True, init_values=1e-5)),
        "DINOv2's own with registers": ("registers", of_dinov2_repository(registers=True)),
        "transformers DINOv2 with registers": (
            "registers",
            saved(Dinov2WithRegistersModel(Dinov2WithRegistersConfig(**SMALL, **PICTURE))),
        ),
        "timm CLIP": ("clip backbone", timm("vit_base_patch16_clip_224")),
        "open_clip": ("clip", open_clip()),
        "transformers CLIP": ("clip", transformers_clip()),
    }


def described(tensors):
    """Shape and common name of every tensor, in a tower for pictures and in one for text."""
    towers = {"picture": layouts.of(tensors, layouts.VISION), "text": layouts.of(tensors, layouts.TEXT)}
    return {
        name: {"shape": list(value.shape)}
        | {tower: layout.rename(name) for tower, layout in towers.items() if layout is not None}
        for name, value in sorted(tensors.items())
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True, type=Path)
    options = parser.parse_args()
    rows = [
        json.dumps({"naming": naming, "network": network, "tensors": described(tensors)})
        for naming, (network, tensors) in all_namings().items()
    ]
    options.out.write_text("[\n" + ",\n".join(rows) + "\n]\n", encoding="ascii")


if __name__ == "__main__":
    main()
