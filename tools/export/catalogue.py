"""The networks of the product's own catalogue (docs/model-packs.md), as far as references need them."""

import json
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "vision/src/main/resources/io/lexiseg/vision/pack/checkpoint/networks.json"
IMAGENET = ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225))
CLIP = ((0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711))


@dataclass(frozen=True)
class Input:
    """How a network takes pictures: side, mean and deviation of colours, tokens before those of patches."""

    side: int
    colours: tuple
    leading: int = 1


_CATALOGUE = json.loads(FILE.read_text(encoding="utf-8"))

DENSE = {
    entry["name"]: Input(entry["sidePx"], CLIP if entry["family"] == "CLIP" else IMAGENET, 1 + entry["registers"])
    for entry in _CATALOGUE["backbones"]
}
TEXT = {entry["name"]: Input(entry["sidePx"], CLIP) for entry in _CATALOGUE["clips"]}
PACKS = {entry["id"]: (entry["backbone"], entry["clip"]) for entry in _CATALOGUE["packs"]}
# Where a hub has a network's file: OWNER/NAME/FILE.
PUBLISHED = {
    entry["name"]: f"{entry['sources'][0]['repository']}/{entry['sources'][0]['file']}"
    for entry in _CATALOGUE["backbones"] + _CATALOGUE["clips"]
}
