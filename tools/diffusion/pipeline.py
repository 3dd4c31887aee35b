"""A pack's networks in a whole run against the library's pipeline and DAAM's own program."""

import sys
from pathlib import Path
from unittest.mock import MagicMock

import json
import numpy as np
import onnxruntime
import torch
import torch.nn.functional as functional
from diffusers import AutoencoderKL, StableDiffusionPipeline, UNet2DConditionModel
from diffusers import schedulers
from transformers import CLIPTextModel, CLIPTokenizer

for absent in ("spacy", "spacy.tokens", "matplotlib", "matplotlib.pyplot", "scipy", "scipy.optimize"):
    sys.modules.setdefault(absent, MagicMock())
from daam import trace  # noqa: E402

PROMPT = "a cat on a cat bed near a big dog and a red car"
WORDS = ("cat", "bed", "dog", "car", "big")
GUIDANCE = 7.5
CUT = 0.3996646522689  # of the map between its least and its greatest, for gamma 0.45


def library(folder: Path) -> StableDiffusionPipeline:
    index = json.loads((folder / "model_index.json").read_text())
    pipe = StableDiffusionPipeline(
        vae=AutoencoderKL.from_pretrained(folder / "vae"),
        text_encoder=CLIPTextModel.from_pretrained(folder / "text_encoder"),
        tokenizer=CLIPTokenizer.from_pretrained(folder / "tokenizer"),
        unet=UNet2DConditionModel.from_pretrained(folder / "unet"),
        scheduler=getattr(schedulers, index["scheduler"][1]).from_pretrained(folder / "scheduler"),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipe.set_progress_bar_config(disable=True)
    return pipe


class Pack:
    """The same run with the pack's three networks and the library's scheduler."""

    def __init__(self, folder: Path):
        self.spec = json.loads((folder / "pack.json").read_text())
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.text, self.denoiser, self.decoder = (
            onnxruntime.InferenceSession(folder / self.spec[part]["file"], options)
            for part in ("text", "denoiser", "decoder")
        )

    def encode(self, tokenizer, prompt: str) -> np.ndarray:
        ids = tokenizer(prompt).input_ids
        ids += [self.spec["text"]["tokenizer"]["padding"]] * (77 - len(ids))
        return self.text.run(None, {"input_ids": np.array([ids], np.int32)})[0]

    def run(self, pipe, latents: torch.Tensor, steps: int, chosen: list[list[int]]):
        """Picture and per selection the summed maps by output."""
        prompts = np.concatenate([self.encode(pipe.tokenizer, text) for text in ("", PROMPT)])
        select = np.zeros((self.spec["denoiser"]["words"], 77), np.float32)
        for row, token in enumerate(chosen):
            select[row, token] = 1
        pipe.scheduler.set_timesteps(steps)
        x, sums = latents * pipe.scheduler.init_noise_sigma, {}
        for t in pipe.scheduler.timesteps:
            both = torch.cat([pipe.scheduler.scale_model_input(x, t)] * 2).numpy()
            inputs = {"sample": both, "timestep": np.full(2, float(t), np.float32)}
            inputs |= {"encoder_hidden_states": prompts, "token_select": select}
            results = dict(zip([o.name for o in self.denoiser.get_outputs()], self.denoiser.run(None, inputs)))
            for name in self.spec["denoiser"]["maps"]:
                sums[name] = sums.get(name, 0) + results[name]
            plain, told = torch.from_numpy(results["out_sample"]).chunk(2)
            x = pipe.scheduler.step(plain + GUIDANCE * (told - plain), t, x).prev_sample
        image = self.decoder.run(None, {"latent": x.numpy()})[0][0].transpose(1, 2, 0)
        return np.clip(image / 2 + 0.5, 0, 1), sums


def attribution(sums: dict[str, np.ndarray], side: int) -> torch.Tensor:
    """Mean over keys of the enlarged maps, clamped: [words, side, side]."""
    parts = [
        functional.interpolate(torch.from_numpy(maps), size=(side, side), mode="bicubic").clamp(min=0)
        for maps in sums.values()
    ]
    return torch.cat(parts).mean(0)


def mask(map_: torch.Tensor, size: int) -> torch.Tensor:
    large = functional.interpolate(map_[None, None], size=(size, size), mode="bicubic")[0, 0]
    return (large - large.min()) / (large.max() - large.min()) > CUT


@torch.no_grad()
def compare(folder: Path, pack: Path, steps: int) -> None:
    pipe = library(folder)
    side = pipe.unet.config.sample_size
    latents = torch.randn((1, 4, side, side), generator=torch.Generator().manual_seed(5))
    settings = dict(num_inference_steps=steps, guidance_scale=GUIDANCE, output_type="np")
    with trace(pipe) as tracer:
        expected = pipe(PROMPT, latents=latents.clone(), **settings).images[0]
        reference = tracer.compute_global_heat_map()
    tokens = [t.replace("</w>", "") for t in pipe.tokenizer.tokenize(PROMPT)]
    positions = {word: [i + 1 for i, t in enumerate(tokens) if t == word] for word in WORDS}
    chosen = [p for word in WORDS for p in positions[word]]
    image, sums = Pack(pack).run(pipe, latents, steps, chosen)
    levels = np.abs(np.round(image * 255) - np.round(expected * 255)).max()
    print(f"picture: largest difference of 8-bit values {levels:.0f}, of -1..1 {2 * np.abs(image - expected).max():.1e}")
    maps = attribution(sums, side)
    for word in WORDS:
        row = chosen.index(positions[word][0])
        told = reference.heat_maps[positions[word][0]]
        relative = ((maps[row] - told).abs().max() / told.abs().max()).item()
        ours, theirs = mask(maps[row], 8 * side), mask(told, 8 * side)
        both, either = (ours & theirs).sum().item(), (ours | theirs).sum().item()
        print(f"{word}: map {relative:.1e} of its maximum, mask of {theirs.sum().item()} pixels, IoU {both / either:.4f}")
