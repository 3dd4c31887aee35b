"""Where published weights are found: the caches of timm, open_clip, transformers, torch.hub and CLIP, else the hub."""

import hashlib
import os
from pathlib import Path

from huggingface_hub import hf_hub_download, try_to_load_from_cache
from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError, OfflineModeIsEnabled

CLIP_FILES = ("open_clip_model.safetensors", "open_clip_pytorch_model.bin")
MODEL_FILES = ("model.safetensors", "pytorch_model.bin")

# File names that the projects' own loaders keep.
OWN_FILES = {
    "dinov2-vits14": "dinov2_vits14_pretrain.pth",
    "dinov2-vitb14": "dinov2_vitb14_pretrain.pth",
    "dinov2-vitl14": "dinov2_vitl14_pretrain.pth",
    "dinov2-vits14-reg4": "dinov2_vits14_reg4_pretrain.pth",
    "dinov2-vitb14-reg4": "dinov2_vitb14_reg4_pretrain.pth",
    "dinov2-vitl14-reg4": "dinov2_vitl14_reg4_pretrain.pth",
    "dino-vitb16": "dino_vitbase16_pretrain.pth",
    "ViT-B-16": "ViT-B-16.pt",
    "ViT-B-32": "ViT-B-32.pt",
    "ViT-L-14": "ViT-L-14.pt",
}


class NotFoundError(Exception):
    """Weights that are in no cache and cannot be fetched: says what was tried."""


def find(name, repositories, clip):
    """A file with the weights of a network, fetched if it is in no cache."""
    tried = []
    own = OWN_FILES.get(name)
    folders = (_torch_home() / "hub" / "checkpoints", Path.home() / ".cache" / "clip")
    for file in [folder / own for folder in folders if own]:
        if file.is_file():
            return file
        tried.append(f"{file}: no such file")
    wanted = [(repository, file) for repository in repositories for file in _files(repository, clip)]
    for repository, file in wanted:
        cached = try_to_load_from_cache(repository, file)
        if isinstance(cached, str):
            return Path(cached)
    for repository, file in wanted:
        try:
            return Path(hf_hub_download(repository, file))
        except (HfHubHTTPError, LocalEntryNotFoundError, OfflineModeIsEnabled, OSError) as error:
            tried.append(f"{repository}/{file}: {_first_line(error)}")
    lines = "\n  ".join(tried)
    raise NotFoundError(f"weights of {name}: expected them in a cache or on the hub, found none:\n  {lines}\n"
                        "give a file with --checkpoint or --clip-checkpoint, or use --random-weights")


def digest(file):
    """SHA-256 of a file."""
    with open(file, "rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _files(repository, clip):
    """timm's repositories of CLIP hold the file of both towers, which has the image tower alone in it, too."""
    if not repository.startswith("timm/") or "clip" not in repository:
        return MODEL_FILES
    return CLIP_FILES if clip else (*CLIP_FILES, *MODEL_FILES)


def _torch_home():
    return Path(os.environ.get("TORCH_HOME", Path.home() / ".cache" / "torch"))


def _first_line(error):
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
