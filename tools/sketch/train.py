"""Trains the three networks from scratch on drawn scenes; one core, one run, one seed."""

import argparse
import os
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import torch

import scenes
from networks import Codec, Decoder, Denoiser, TextEncoder
from vocabulary import CLS, PAD, SEP, UNK, encode

SEED = 20
BATCH = 32
STEPS = 3600
WARM_UP = 150
RATE = 1.3e-3
POOL = 4_096  # scenes at the start; each step draws some anew in place of the oldest
FRESH = 6
DROPPED = 0.1  # captions replaced by the empty one, for guidance
UNKNOWN = 0.02  # words replaced by [UNK]
ICON_WEIGHT = 4.0
EMA = 0.999
DECODER_STEPS = 400
DECODER_BATCH = 16
TRAINED = 1000


def alphas():
    """Cumulative alphas of the scaled linear schedule, float64 [1000]."""
    betas = np.linspace(0.00085 ** 0.5, 0.012 ** 0.5, TRAINED) ** 2
    return np.cumprod(1 - betas)


class Pool:
    """Scenes as latents, ids and the share of icons per cell; slowly renewed."""

    def __init__(self, codec, rng):
        self.codec, self.rng, self.next = codec, rng, 0
        self.latents = np.empty((POOL, 12, 16, 16), np.float32)
        self.ids = np.empty((POOL, 24), np.int64)
        self.icons = np.empty((POOL, 16, 16), np.float32)
        for _ in range(0, POOL, 256):
            self.renew(256)

    def renew(self, count):
        drawn = [scenes.draw(self.rng) for _ in range(count)]
        where = np.arange(self.next, self.next + count) % POOL
        self.latents[where] = self.codec.encode(np.stack([s.image for s in drawn]))
        self.ids[where] = np.stack([encode(s.caption) for s in drawn])
        first = len(scenes.SKIES) + len(scenes.GROUNDS)
        covered = np.stack([s.labels >= first for s in drawn])
        self.icons[where] = covered.reshape(-1, 16, 4, 16, 4).mean((2, 4))
        self.next = (self.next + count) % POOL

    def batch(self, size):
        rows = self.rng.integers(0, POOL, size)
        ids = self.ids[rows].copy()
        unknown = (self.rng.random(ids.shape) < UNKNOWN) & (ids > SEP)
        ids[unknown] = UNK
        ids[self.rng.random(size) < DROPPED] = [CLS, SEP] + [PAD] * (ids.shape[1] - 2)
        return (torch.from_numpy(self.latents[rows]), torch.from_numpy(ids),
                torch.from_numpy(self.icons[rows]))


class Log:
    def __init__(self, path):
        self.file, self.start = open(path, "a"), time.time()

    def __call__(self, text):
        line = f"{time.time() - self.start:8.0f} s wall {time.process_time():8.0f} s cpu  {text}"
        print(line, flush=True)
        print(line, file=self.file, flush=True)


def optimizer(modules):
    parameters = [p for module in modules for p in module.parameters()]
    matrices = [p for p in parameters if p.dim() > 1]
    others = [p for p in parameters if p.dim() <= 1]
    return parameters, torch.optim.AdamW(
        [{"params": matrices, "weight_decay": 0.01}, {"params": others, "weight_decay": 0.0}],
        lr=RATE, betas=(0.9, 0.99), fused=True)


def rate(step, steps):
    """Warm-up, constant to 55 %, cosine to 0."""
    late = max(0.0, (step / steps - 0.55) / 0.45)
    return min(1.0, (step + 1) / WARM_UP) * 0.5 * (1 + np.cos(np.pi * late))


def train_decoder(codec, steps, rng, log):
    decoder = Decoder().to(memory_format=torch.channels_last)
    codec.start(decoder)
    parameters, adam = optimizer([decoder])
    for step in range(steps):
        images = np.stack([scenes.draw(rng).image for _ in range(DECODER_BATCH)])
        latents = torch.from_numpy(codec.encode(images))
        noise = 0.3 * torch.rand(len(latents), 1, 1, 1) ** 2
        wanted = torch.from_numpy(images.transpose(0, 3, 1, 2) / np.float32(127.5) - 1)
        made = decoder(latents + noise * torch.randn_like(latents))
        loss = (made - wanted).abs().mean() + 4 * ((made - wanted) ** 2).mean()
        _update(loss, parameters, adam, rate(step, steps))
        if step % 100 == 0 or step == steps - 1:
            with torch.no_grad():
                error = ((decoder(latents) - wanted) ** 2).mean().item()
            log(f"decoder step {step} loss {loss.item():.4f} clean {10 * np.log10(4 / error):.2f} dB")
    return decoder


def _update(loss, parameters, adam, share):
    for group in adam.param_groups:
        group["lr"] = RATE * share
    adam.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(parameters, 1.0)
    adam.step()


def train(out, steps, decoder_steps, resume=None):
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    rng = np.random.default_rng(SEED)
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    log = Log(out / "train.log")
    codec = Codec.fit(np.stack([scenes.draw(rng).image for _ in range(1500)]))
    decoder = train_decoder(codec, 1 if resume else decoder_steps, rng, log)
    text, denoiser = TextEncoder(), Denoiser().to(memory_format=torch.channels_last)
    modules = torch.nn.ModuleDict({"text": text, "denoiser": denoiser})
    parameters, adam = optimizer([modules])
    log(f"parameters: text {_count(text)} denoiser {_count(denoiser)} decoder {_count(decoder)}")
    average = {name: value.clone() for name, value in modules.state_dict().items()}
    pool = Pool(codec, rng)
    log(f"pool of {POOL} scenes")
    cumulative = torch.from_numpy(alphas()).float()
    start, mean_loss = 0, 0.0
    if resume:
        start, mean_loss = _restore(torch.load(resume, weights_only=False), modules, average, adam,
                                    decoder, pool)
        log(f"goes on at step {start} of {steps}")
    for step in range(start, steps):
        pool.renew(FRESH)
        latents, ids, icons = pool.batch(BATCH)
        u = (torch.arange(BATCH) + torch.rand(BATCH)) / BATCH
        t = (TRAINED * u ** 0.75).long().clamp(max=TRAINED - 1)
        alpha = cumulative[t].view(-1, 1, 1, 1)
        noise = torch.randn_like(latents)
        noised = alpha.sqrt() * latents + (1 - alpha).sqrt() * noise
        wanted = alpha.sqrt() * noise - (1 - alpha).sqrt() * latents
        made, _ = denoiser(noised.contiguous(memory_format=torch.channels_last), t.float(),
                           text(ids))
        weights = 1 + ICON_WEIGHT * icons[:, None]
        loss = (weights * (made - wanted) ** 2).mean()
        _update(loss, parameters, adam, rate(step, steps))
        keep = min(EMA, (1 + step) / (10 + step))
        with torch.no_grad():
            torch._foreach_lerp_(list(average.values()), list(modules.state_dict().values()),
                                 1 - keep)
        mean_loss += (loss.item() - mean_loss) * (0.02 if step else 1.0)
        if step % 25 == 0 or step == steps - 1:
            log(f"step {step} loss {loss.item():.4f} mean {mean_loss:.4f}")
        if (step + 1) % 250 == 0 or step == steps - 1:
            name = f"checkpoint-{step + 1:05d}.pt"
            torch.save({"step": step + 1, "average": average, "decoder": decoder.state_dict(),
                        "codec": (codec.mean, codec.matrix), "loss": mean_loss,
                        "modules": modules.state_dict(), "adam": adam.state_dict(),
                        "numpy": rng.bit_generator.state, "torch": torch.get_rng_state(),
                        "pool": (pool.latents, pool.ids, pool.icons, pool.next)}, out / "tmp.pt")
            os.replace(out / "tmp.pt", out / name)
            log(name)


def _restore(saved, modules, average, adam, decoder, pool):
    """Goes on as if never stopped; the step and the mean loss."""
    modules.load_state_dict(saved["modules"])
    decoder.load_state_dict(saved["decoder"])
    adam.load_state_dict(saved["adam"])
    for name, value in saved["average"].items():
        average[name].copy_(value)
    pool.latents, pool.ids, pool.icons, pool.next = saved["pool"]
    pool.rng.bit_generator.state = saved["numpy"]
    torch.set_rng_state(saved["torch"])
    return saved["step"], saved["loss"]


def _count(module):
    return sum(p.numel() for p in module.parameters())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, help="folder of checkpoint-N.pt and train.log")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--decoder-steps", type=int, default=DECODER_STEPS)
    parser.add_argument("--resume", help="checkpoint of a run that was stopped")
    arguments = parser.parse_args()
    train(arguments.out, arguments.steps, arguments.decoder_steps, arguments.resume)


if __name__ == "__main__":
    main()
