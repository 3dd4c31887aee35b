"""The networks that can be exported, under the names that timm and open_clip give them: the catalogue that the product
itself reads (docs/model-packs.md)."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from networks import Size, Text, Vision

PRODUCT = Path(__file__).resolve().parents[2] / "vision/src/main/resources/io/lexiseg/vision/pack/checkpoint"
IMAGENET = ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225))
CLIP = ((0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711))


@dataclass(frozen=True)
class Dense:
    """A local backbone: `backbone` is its name in packs and prototype indexes, `side` that of its input."""

    backbone: str
    network: Vision
    side: int
    licence: str
    hub: tuple
    colours: tuple = IMAGENET


@dataclass(frozen=True)
class Clip:
    """CLIP's two towers; `side` is that of the image tower's input."""

    image: Vision
    text: Text
    hub: tuple
    side: int = 224
    licence: str = "MIT"
    colours: tuple = field(default=CLIP)


def _clip_vision(size, patch, grid, embedding=0, quick_gelu=True):
    return Vision(size, patch, grid, clip=True, quick_gelu=quick_gelu, epsilon=1e-5, embedding=embedding)


def _hub(entry):
    return tuple(dict.fromkeys(source["repository"] for source in entry["sources"]))


def _dense(entry):
    size, patch, grid = Size(**entry["size"]), entry["patchPx"], entry["trainedGrid"]
    clip = entry["family"] == "CLIP"
    network = (
        _clip_vision(size, patch, grid, quick_gelu=entry["activation"] == "QUICK_GELU")
        if clip
        else Vision(size, patch, grid, registers=entry["registers"], layer_scale=entry["layerScale"])
    )
    colours = CLIP if clip else IMAGENET
    return Dense(entry["backbone"], network, entry["sidePx"], entry["licence"], _hub(entry), colours)


def _clip(entry):
    image = _clip_vision(
        Size(**entry["image"]), entry["patchPx"], entry["sidePx"] // entry["patchPx"], entry["dimension"]
    )
    text = Text(Size(**entry["text"]), entry["dimension"])
    return Clip(image, text, _hub(entry), entry["sidePx"], entry["licence"])


_CATALOGUE = json.loads((PRODUCT / "networks.json").read_text(encoding="utf-8"))

DENSE = {entry["name"]: _dense(entry) for entry in _CATALOGUE["backbones"]}
TEXT = {entry["name"]: _clip(entry) for entry in _CATALOGUE["clips"]}
# Packs with a name of their own: local backbone, CLIP.
PACKS = {entry["id"]: (entry["backbone"], entry["clip"]) for entry in _CATALOGUE["packs"]}
