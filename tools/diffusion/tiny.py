"""Small Stable Diffusion pipelines with weights by formula, in the layout of the diffusers library."""

import gzip
import hashlib
import json
from pathlib import Path

import torch
from diffusers import AutoencoderKL, DDIMScheduler, PNDMScheduler, UNet2DConditionModel
from safetensors.torch import save_file
from transformers import CLIPTextConfig, CLIPTextModel

import formula

DOWN = ("CrossAttnDownBlock2D",) * 3 + ("DownBlock2D",)
UP = ("UpBlock2D",) + ("CrossAttnUpBlock2D",) * 3
NOISE = dict(
    beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", steps_offset=1, set_alpha_to_one=False
)
SHAPES = {
    "sd21": dict(
        unet=dict(attention_head_dim=(1, 2, 4, 4), cross_attention_dim=32, use_linear_projection=True),
        text=dict(hidden_size=32, intermediate_size=128, num_hidden_layers=3, num_attention_heads=4, hidden_act="gelu"),
        side=16,
        pad="!",
        scheduler=lambda: DDIMScheduler(prediction_type="v_prediction", clip_sample=False, **NOISE),
    ),
    "sd15": dict(
        unet=dict(attention_head_dim=8, cross_attention_dim=24, use_linear_projection=False),
        text=dict(
            hidden_size=24, intermediate_size=96, num_hidden_layers=2, num_attention_heads=3, hidden_act="quick_gelu"
        ),
        side=8,
        pad="<|endoftext|>",
        scheduler=lambda: PNDMScheduler(skip_prk_steps=True, **NOISE),
    ),
}


def fill(module: torch.nn.Module, prefix: str = "") -> torch.nn.Module:
    """Gives every tensor its values; text networks are named as in published files."""
    with torch.no_grad():
        for name, tensor in module.state_dict().items():
            if tensor.is_floating_point():
                tensor.copy_(torch.from_numpy(formula.weight(prefix + name, tuple(tensor.shape))))
    return module.eval()


def networks(shape: str, side: int | None = None, vae_widths: tuple[int, ...] = (8, 16, 16)):
    """Text encoder, denoiser and decoder."""
    spec = SHAPES[shape]
    unet = UNet2DConditionModel(
        sample_size=side or spec["side"],
        down_block_types=DOWN,
        up_block_types=UP,
        block_out_channels=(16, 32, 64, 64),
        norm_num_groups=8,
        **spec["unet"],
    )
    vae = AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * len(vae_widths),
        up_block_types=("UpDecoderBlock2D",) * len(vae_widths),
        block_out_channels=vae_widths,
        layers_per_block=1,
        norm_num_groups=8,
    )
    text = CLIPTextModel(CLIPTextConfig(**spec["text"], pad_token_id=1, bos_token_id=49406, eos_token_id=49407))
    return fill(text, prefix(text)), fill(unet), fill(vae)


def prefix(text: CLIPTextModel) -> str:
    """Transformers 5 leaves out what the published files have."""
    return "" if next(iter(text.state_dict())).startswith("text_model.") else "text_model."


def digest(names: dict[str, tuple[int, ...]]) -> str:
    """SHA-256 of all names with shapes, sorted."""
    lines = sorted(f"{name} {list(shape)}\n" for name, shape in names.items())
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def write(shape: str, folder: Path, side: int, merges: Path) -> None:
    """A whole folder as published: text network with prefix, tokenizer with its two JSON files."""
    text, unet, vae = networks(shape, side, (8, 16, 16, 16))
    unet.save_pretrained(folder / "unet")
    vae.save_pretrained(folder / "vae")
    text.save_pretrained(folder / "text_encoder")
    tensors = {prefix(text) + name: tensor.contiguous() for name, tensor in text.state_dict().items()}
    save_file(tensors, folder / "text_encoder" / "model.safetensors")
    SHAPES[shape]["scheduler"]().save_pretrained(folder / "scheduler")
    tokenizer(folder / "tokenizer", SHAPES[shape]["pad"], merges)
    parts = {"text_encoder": "CLIPTextModel", "tokenizer": "CLIPTokenizer"}
    index = {"_class_name": "StableDiffusionPipeline", "_diffusers_version": "0.40.0"}
    index |= {part: ["transformers", kind] for part, kind in parts.items()}
    index |= {"unet": ["diffusers", "UNet2DConditionModel"], "vae": ["diffusers", "AutoencoderKL"]}
    index |= {"scheduler": ["diffusers", type(SHAPES[shape]["scheduler"]()).__name__]}
    (folder / "model_index.json").write_text(json.dumps(index, indent=2))


def tokenizer(folder: Path, pad: str, merges: Path) -> None:
    """CLIP's vocabulary from its published list of merges."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = gzip.decompress(merges.read_bytes()).decode().split("\n")[1 : 49152 - 256 - 2 + 1]
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [b for b in range(256) if b not in printable]
    letters = [chr(b) for b in printable] + [chr(256 + i) for i in range(len(others))]
    words = letters + [letter + "</w>" for letter in letters] + [line.replace(" ", "") for line in lines]
    words += ["<|startoftext|>", "<|endoftext|>"]
    (folder / "vocab.json").write_text(json.dumps({word: i for i, word in enumerate(words)}))
    (folder / "merges.txt").write_text("#version: 0.2\n" + "\n".join(lines) + "\n")
    special = {"bos_token": "<|startoftext|>", "eos_token": "<|endoftext|>", "unk_token": "<|endoftext|>"}
    config = special | {"pad_token": "<|endoftext|>", "model_max_length": 77, "tokenizer_class": "CLIPTokenizer"}
    (folder / "tokenizer_config.json").write_text(json.dumps(config))
    (folder / "special_tokens_map.json").write_text(json.dumps(special | {"pad_token": pad}))
