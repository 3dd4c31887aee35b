"""How the libraries name CLIP's, DINO's, DINOv2's and DeiT-III's tensors.

A layout is told by one tensor that only it has. `names` are pairs of a pattern and the name used in Lexiseg;
`split` lists the parts of one tensor that a library keeps apart; `ignored` are tensors that no network here uses.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Layout:
    name: str
    marker: str
    names: tuple
    ignored: tuple = ()
    transposed: tuple = ()

    def rename(self, tensor):
        """The name used here; None: the tensor is not used; the tensor's own name: it is not known."""
        for pattern, name in self.names:
            if re.fullmatch(pattern, tensor):
                return re.sub(pattern, name, tensor)
        return None if any(re.fullmatch(pattern, tensor) for pattern in self.ignored) else tensor


WEIGHTS = r"(weight|bias)"

_TIMM = Layout(
    name="timm, DINO's, DINOv2's or DeiT-III's own",
    marker=r"blocks\.0\.attn\.qkv\.weight",
    names=(
        (rf"patch_embed\.proj\.{WEIGHTS}", r"patch.\1"),
        (r"cls_token", "class_token"),
        (r"reg_token|register_tokens", "registers"),
        (r"pos_embed", "positions"),
        (rf"norm_pre\.{WEIGHTS}", r"pre_norm.\1"),
        (rf"blocks\.(\d+)\.norm([12])\.{WEIGHTS}", r"blocks.\1.norm\2.\3"),
        (rf"blocks\.(\d+)\.attn\.qkv\.{WEIGHTS}", r"blocks.\1.attention.qkv.\2"),
        (rf"blocks\.(\d+)\.attn\.proj\.{WEIGHTS}", r"blocks.\1.attention.out.\2"),
        (r"blocks\.(\d+)\.ls([12])\.gamma", r"blocks.\1.scale\2"),
        (r"blocks\.(\d+)\.gamma_([12])", r"blocks.\1.scale\2"),
        (rf"blocks\.(\d+)\.mlp\.fc1\.{WEIGHTS}", r"blocks.\1.mlp.up.\2"),
        (rf"blocks\.(\d+)\.mlp\.fc2\.{WEIGHTS}", r"blocks.\1.mlp.down.\2"),
        (rf"norm\.{WEIGHTS}", r"norm.\1"),
    ),
    ignored=(r"mask_token", r"head\..*", r"head_dist\..*"),
)


def _clip_block(prefix):
    block = rf"{prefix}transformer\.resblocks\.(\d+)\."
    return (
        (rf"{block}ln_([12])\.{WEIGHTS}", r"blocks.\1.norm\2.\3"),
        (rf"{block}attn\.in_proj_{WEIGHTS}", r"blocks.\1.attention.qkv.\2"),
        (rf"{block}attn\.out_proj\.{WEIGHTS}", r"blocks.\1.attention.out.\2"),
        (rf"{block}mlp\.c_fc\.{WEIGHTS}", r"blocks.\1.mlp.up.\2"),
        (rf"{block}mlp\.c_proj\.{WEIGHTS}", r"blocks.\1.mlp.down.\2"),
    )


_CLIP_SHARED = (r"logit_scale", r"logit_bias", r"input_resolution", r"context_length", r"vocab_size", r"attn_mask")
_CLIP_MARKER = r"visual\.transformer\.resblocks\.0\.attn\.in_proj_weight"

_CLIP_IMAGE = Layout(
    name="OpenAI CLIP's or open_clip's",
    marker=_CLIP_MARKER,
    names=(
        (r"visual\.conv1\.weight", "patch.weight"),
        (r"visual\.class_embedding", "class_token"),
        (r"visual\.positional_embedding", "positions"),
        (rf"visual\.ln_pre\.{WEIGHTS}", r"pre_norm.\1"),
        *_clip_block(r"visual\."),
        (rf"visual\.ln_post\.{WEIGHTS}", r"norm.\1"),
        (r"visual\.proj", "projection.weight"),
    ),
    ignored=(r"(?!visual\.).*",),
    transposed=("projection.weight",),
)

_CLIP_TEXT = Layout(
    name=_CLIP_IMAGE.name,
    marker=_CLIP_MARKER,
    names=(
        (r"token_embedding\.weight", "tokens"),
        (r"positional_embedding", "positions"),
        *_clip_block(""),
        (rf"ln_final\.{WEIGHTS}", r"norm.\1"),
        (r"text_projection", "projection.weight"),
    ),
    ignored=(r"visual\..*", *_CLIP_SHARED),
    transposed=("projection.weight",),
)


def _hugging_face_clip(tower, other):
    block = rf"{tower}_model\.encoder\.layers\.(\d+)\."
    return {
        "name": "transformers' for CLIP",
        "marker": rf"{tower}_model\.encoder\.layers\.0\.self_attn\.q_proj\.weight",
        "names": (
            (rf"{block}layer_norm([12])\.{WEIGHTS}", r"blocks.\1.norm\2.\3"),
            (rf"{block}self_attn\.([qkv])_proj\.{WEIGHTS}", r"blocks.\1.attention.\2.\3"),
            (rf"{block}self_attn\.out_proj\.{WEIGHTS}", r"blocks.\1.attention.out.\2"),
            (rf"{block}mlp\.fc1\.{WEIGHTS}", r"blocks.\1.mlp.up.\2"),
            (rf"{block}mlp\.fc2\.{WEIGHTS}", r"blocks.\1.mlp.down.\2"),
            (rf"{tower}_model\.embeddings\.position_embedding\.weight", "positions"),
        ),
        "ignored": (rf"{other}_model\..*", rf"{other}_projection\..*", r"logit_scale", r".*\.position_ids"),
    }


def _extended(base, names):
    return Layout(base["name"], base["marker"], (*base["names"], *names), base["ignored"])


_TRANSFORMERS_CLIP_IMAGE = _extended(
    _hugging_face_clip("vision", "text"),
    (
        (r"vision_model\.embeddings\.class_embedding", "class_token"),
        (r"vision_model\.embeddings\.patch_embedding\.weight", "patch.weight"),
        (rf"vision_model\.pre_layrnorm\.{WEIGHTS}", r"pre_norm.\1"),
        (rf"vision_model\.post_layernorm\.{WEIGHTS}", r"norm.\1"),
        (r"visual_projection\.weight", "projection.weight"),
    ),
)

_TRANSFORMERS_CLIP_TEXT = _extended(
    _hugging_face_clip("text", "(?:vision|visual)"),
    (
        (r"text_model\.embeddings\.token_embedding\.weight", "tokens"),
        (rf"text_model\.final_layer_norm\.{WEIGHTS}", r"norm.\1"),
        (r"text_projection\.weight", "projection.weight"),
    ),
)

_BERT_LIKE = r"(?:vit\.|dinov2\.|dinov2_with_registers\.)?"
_LAYER = rf"{_BERT_LIKE}encoder\.layer\.(\d+)\."

_TRANSFORMERS_VIT = Layout(
    name="transformers' for ViT and DINOv2",
    marker=rf"{_LAYER}attention\.attention\.query\.weight",
    names=(
        (rf"{_BERT_LIKE}embeddings\.patch_embeddings\.projection\.{WEIGHTS}", r"patch.\1"),
        (rf"{_BERT_LIKE}embeddings\.cls_token", "class_token"),
        (rf"{_BERT_LIKE}embeddings\.register_tokens", "registers"),
        (rf"{_BERT_LIKE}embeddings\.position_embeddings", "positions"),
        (rf"{_LAYER}norm([12])\.{WEIGHTS}", r"blocks.\1.norm\2.\3"),
        (rf"{_LAYER}layernorm_before\.{WEIGHTS}", r"blocks.\1.norm1.\2"),
        (rf"{_LAYER}layernorm_after\.{WEIGHTS}", r"blocks.\1.norm2.\2"),
        (rf"{_LAYER}attention\.attention\.(q|k|v)(?:uery|ey|alue)\.{WEIGHTS}", r"blocks.\1.attention.\2.\3"),
        (rf"{_LAYER}attention\.output\.dense\.{WEIGHTS}", r"blocks.\1.attention.out.\2"),
        (rf"{_LAYER}layer_scale([12])\.lambda1", r"blocks.\1.scale\2"),
        (rf"{_LAYER}mlp\.fc1\.{WEIGHTS}", r"blocks.\1.mlp.up.\2"),
        (rf"{_LAYER}mlp\.fc2\.{WEIGHTS}", r"blocks.\1.mlp.down.\2"),
        (rf"{_LAYER}intermediate\.dense\.{WEIGHTS}", r"blocks.\1.mlp.up.\2"),
        (rf"{_LAYER}output\.dense\.{WEIGHTS}", r"blocks.\1.mlp.down.\2"),
        (rf"{_BERT_LIKE}layernorm\.{WEIGHTS}", r"norm.\1"),
    ),
    ignored=(rf"{_BERT_LIKE}embeddings\.mask_token", r"(?:.*\.)?pooler\..*", r"classifier\..*"),
)

VISION = (_TIMM, _CLIP_IMAGE, _TRANSFORMERS_CLIP_IMAGE, _TRANSFORMERS_VIT)
TEXT = (_CLIP_TEXT, _TRANSFORMERS_CLIP_TEXT)


def of(tensors, layouts):
    """The layout that these tensor names follow, or None."""
    for layout in layouts:
        if any(re.fullmatch(layout.marker, tensor) for tensor in tensors):
            return layout
    return None
