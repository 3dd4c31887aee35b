"""The networks that can be exported, under the names that timm and open_clip give them."""

from dataclasses import dataclass, field

from networks import Size, Text, Vision

SMALL = Size(depth=12, width=384, heads=6)
BASE = Size(depth=12, width=768, heads=12)
LARGE = Size(depth=24, width=1024, heads=16)

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


def dinov2(letter, size, registers):
    name = {"s": "small", "b": "base", "l": "large"}[letter]
    reg = "reg4_" if registers else ""
    return Dense(
        backbone=f"dinov2-vit{letter}14" + ("-reg4" if registers else ""),
        network=Vision(size, patch=14, grid=37, registers=4 if registers else 0, layer_scale=True),
        side=518,
        licence="Apache-2.0",
        hub=(
            f"timm/vit_{name}_patch14_{reg}dinov2.lvd142m",
            f"facebook/dinov2-{'with-registers-' if registers else ''}{name}",
        ),
    )


def clip_vision(size, patch, grid, embedding=0, quick_gelu=True):
    return Vision(size, patch, grid, clip=True, quick_gelu=quick_gelu, epsilon=1e-5, embedding=embedding)


def clip(size, patch, text, embedding, name):
    letter = {BASE: "base", LARGE: "large"}[size]
    return Clip(
        image=clip_vision(size, patch, 224 // patch, embedding),
        text=Text(text, embedding),
        hub=(f"timm/vit_{letter}_patch{patch}_clip_224.openai", f"openai/{name}"),
    )


def clip_dense(size, patch, side, quick_gelu):
    letter = {BASE: "base", LARGE: "large"}[size]
    return Dense(
        backbone=f"clip-vit{letter[0]}{patch}" + ("-quickgelu" if quick_gelu else ""),
        network=clip_vision(size, patch, 224 // patch, quick_gelu=quick_gelu),
        side=side,
        licence="MIT",
        hub=(f"timm/vit_{letter}_patch{patch}_clip_224.openai", f"openai/clip-vit-{letter}-patch{patch}"),
        colours=CLIP,
    )


DENSE = {
    "vit_small_patch14_dinov2": dinov2("s", SMALL, False),
    "vit_base_patch14_dinov2": dinov2("b", BASE, False),
    "vit_large_patch14_dinov2": dinov2("l", LARGE, False),
    "vit_small_patch14_reg4_dinov2": dinov2("s", SMALL, True),
    "vit_base_patch14_reg4_dinov2": dinov2("b", BASE, True),
    "vit_large_patch14_reg4_dinov2": dinov2("l", LARGE, True),
    "vit_base_patch16_224.dino": Dense(
        "dino-vitb16",
        Vision(BASE, patch=16, grid=14),
        592,
        "Apache-2.0",
        ("timm/vit_base_patch16_224.dino", "facebook/dino-vitb16"),
    ),
    "deit3_large_patch16_224": Dense(
        "deit3-vitl16",
        Vision(LARGE, patch=16, grid=14, layer_scale=True),
        592,
        "Apache-2.0",
        ("timm/deit3_large_patch16_224.fb_in1k",),
    ),
    "vit_base_patch16_clip_224": clip_dense(BASE, 16, 592, quick_gelu=False),
    "vit_large_patch14_clip_224": clip_dense(LARGE, 14, 518, quick_gelu=False),
    "vit_base_patch16_clip_quickgelu_224": clip_dense(BASE, 16, 592, quick_gelu=True),
    "vit_large_patch14_clip_quickgelu_224": clip_dense(LARGE, 14, 518, quick_gelu=True),
}

TEXT = {
    "ViT-B-16": clip(BASE, 16, Size(12, 512, 8), 512, "clip-vit-base-patch16"),
    "ViT-B-32": clip(BASE, 32, Size(12, 512, 8), 512, "clip-vit-base-patch32"),
    "ViT-L-14": clip(LARGE, 14, Size(12, 768, 12), 768, "clip-vit-large-patch14"),
}

# Packs with a name of their own: local backbone, CLIP.
PACKS = {
    "freeda-b": ("vit_base_patch14_dinov2", "ViT-B-16"),
    "freeda-l": ("vit_large_patch14_dinov2", "ViT-L-14"),
}
