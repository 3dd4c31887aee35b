"""The three networks: text encoder, denoiser with attribution outputs, decoder."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from vocabulary import TOKENS, WORDS

WIDTH = 96  # of the text
LATENT = 12
GRID = 16
PATCH = 4
HEADS = 4
CHANNELS = {16: 64, 8: 96, 4: 112}


class TextEncoder(nn.Module):
    """ids [B,24] -> [B,24,96]. One block only: the less words mix, the better each is found."""

    def __init__(self, blocks=1):
        super().__init__()
        self.words = nn.Embedding(len(WORDS), WIDTH)
        self.positions = nn.Parameter(0.02 * torch.randn(TOKENS, WIDTH))
        self.blocks = nn.ModuleList(TextBlock() for _ in range(blocks))
        self.norm = nn.LayerNorm(WIDTH)
        nn.init.normal_(self.words.weight, std=0.5)

    def forward(self, input_ids):
        x = self.words(input_ids) + self.positions
        for block in self.blocks:
            x = block(x)
        return self.norm(x)


class TextBlock(nn.Module):
    def __init__(self):
        super().__init__()
        self.attention = Attention(WIDTH, WIDTH)
        self.mlp = Mlp(WIDTH)

    def forward(self, x):
        x = x + self.attention(x, None)[0]
        return x + self.mlp(x)


class Attention(nn.Module):
    """Pre-norm attention of x [B,N,C] to a context [B,T,D], or to itself when there is none."""

    def __init__(self, width, context):
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.query = nn.Linear(width, width, bias=False)
        self.key_value = nn.Linear(context, 2 * width, bias=False)
        self.out = nn.Linear(width, width)
        self.size = width // HEADS

    def forward(self, x, context):
        """The result and the probabilities [B,heads,N,T]."""
        b, n, c = x.shape
        x = self.norm(x)
        source = x if context is None else context
        query = self.query(x).view(b, n, HEADS, self.size).transpose(1, 2)
        key, value = self.key_value(source).view(b, -1, 2, HEADS, self.size).permute(2, 0, 3, 1, 4)
        weights = (query @ key.transpose(2, 3) * self.size ** -0.5).softmax(-1)
        return self.out((weights @ value).transpose(1, 2).reshape(b, n, c)), weights


class Mlp(nn.Sequential):
    def __init__(self, width):
        super().__init__(nn.LayerNorm(width), nn.Linear(width, 2 * width), nn.GELU(),
                         nn.Linear(2 * width, width))


class Transformer(nn.Module):
    """Self-attention and cross-attention, each where wanted, and an MLP, on a feature map."""

    def __init__(self, channels, to_itself, to_text):
        super().__init__()
        self.itself = Attention(channels, channels) if to_itself else None
        self.text = Attention(channels, WIDTH) if to_text else None
        self.mlp = Mlp(channels)

    def forward(self, x, text, records):
        b, c, h, w = x.shape
        y = x.flatten(2).transpose(1, 2)
        if self.itself is not None:
            y = y + self.itself(y, None)[0]
        if self.text is not None:
            change, weights = self.text(y, text)
            y = y + change
            records.append((h, weights))
        y = y + self.mlp(y)
        return y.transpose(1, 2).reshape(b, c, h, w)


class Residual(nn.Module):
    def __init__(self, inputs, outputs, time):
        super().__init__()
        self.norm1 = nn.GroupNorm(8, inputs)
        self.conv1 = nn.Conv2d(inputs, outputs, 3, padding=1)
        self.time = nn.Linear(time, outputs)
        self.norm2 = nn.GroupNorm(8, outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1)
        self.skip = nn.Conv2d(inputs, outputs, 1) if inputs != outputs else nn.Identity()
        nn.init.zeros_(self.conv2.weight)
        nn.init.zeros_(self.conv2.bias)

    def forward(self, x, time):
        y = self.conv1(F.silu(self.norm1(x))) + self.time(time)[:, :, None, None]
        return self.skip(x) + self.conv2(F.silu(self.norm2(y)))


class Denoiser(nn.Module):
    """Latents [B,12,16,16], timesteps [B], text [B,24,96] -> v [B,12,16,16] and the records.

    Cross-attention stands at 16 (one layer down, three up) and at 8 (one down, one up); the coarsest
    grid has none, because four by four cells tell little about where a noun is.
    """

    def __init__(self):
        super().__init__()
        c16, c8, c4 = (CHANNELS[g] for g in (16, 8, 4))
        time = 192
        self.register_buffer("frequencies", torch.exp(-np.log(10_000) * torch.arange(32) / 32))
        self.time = nn.Sequential(nn.Linear(64, time), nn.SiLU(), nn.Linear(time, time), nn.SiLU())
        self.enter = nn.Conv2d(LATENT, c16, 3, padding=1)
        self.places = nn.Parameter(0.02 * torch.randn(1, c16, GRID, GRID))
        self.down16 = Residual(c16, c16, time)
        self.down16_text = Transformer(c16, False, True)
        self.to8 = nn.Conv2d(c16, c8, 3, stride=2, padding=1)
        self.down8 = Residual(c8, c8, time)
        self.down8_text = Transformer(c8, True, True)
        self.to4 = nn.Conv2d(c8, c4, 3, stride=2, padding=1)
        self.middle1 = Residual(c4, c4, time)
        self.middle_self = Transformer(c4, True, False)
        self.middle2 = Residual(c4, c4, time)
        self.from4 = nn.Conv2d(c4, c8, 3, padding=1)
        self.up8 = Residual(2 * c8, c8, time)
        self.up8_text = Transformer(c8, True, True)
        self.from8 = nn.Conv2d(c8, c16, 3, padding=1)
        self.up16a = Residual(c16, c16, time)
        self.up16a_text = Transformer(c16, False, True)
        self.up16b = Residual(c16, c16, time)
        self.up16b_text = Transformer(c16, False, True)
        self.up16c_text = Transformer(c16, False, True)
        self.norm = nn.GroupNorm(8, c16)
        self.leave = nn.Conv2d(c16, LATENT, 3, padding=1)
        nn.init.zeros_(self.leave.weight)
        nn.init.zeros_(self.leave.bias)

    def forward(self, sample, timestep, text):
        records = []
        angles = timestep[:, None] * self.frequencies
        time = self.time(torch.cat([angles.sin(), angles.cos()], 1))
        first = self.enter(sample) + self.places
        x16 = self.down16_text(self.down16(first, time), text, records)
        x8 = self.down8_text(self.down8(self.to8(x16), time), text, records)
        x = self.middle1(self.to4(x8), time)
        x = self.middle2(self.middle_self(x, text, records), time)
        x = F.interpolate(self.from4(x), scale_factor=2.0, mode="nearest")
        x = self.up8_text(self.up8(torch.cat([x, x8], 1), time), text, records)
        x = F.interpolate(self.from8(x), scale_factor=2.0, mode="nearest")
        x = self.up16a_text(self.up16a(x + x16, time), text, records)
        x = self.up16b_text(self.up16b(x + first, time), text, records)
        x = self.up16c_text(x, text, records)
        return self.leave(F.silu(self.norm(x))), records


class Decoder(nn.Module):
    """Latent [B,12,16,16] -> picture [B,3,64,64] in -1..1: the linear inverse and a correction."""

    def __init__(self):
        super().__init__()
        self.linear = nn.ConvTranspose2d(LATENT, 3, PATCH, stride=PATCH)
        self.coarse = nn.Sequential(nn.Conv2d(LATENT, 64, 3, padding=1), nn.SiLU(),
                                    nn.Conv2d(64, 64, 3, padding=1), nn.SiLU(), nn.PixelShuffle(2),
                                    nn.Conv2d(16, 32, 3, padding=1), nn.SiLU(), nn.PixelShuffle(2))
        self.fine = nn.Sequential(nn.Conv2d(11, 24, 3, padding=1), nn.SiLU(),
                                  nn.Conv2d(24, 3, 3, padding=1))
        nn.init.zeros_(self.fine[2].weight)
        nn.init.zeros_(self.fine[2].bias)

    def forward(self, latent):
        plain = self.linear(latent)
        return plain + self.fine(torch.cat([self.coarse(latent), plain], 1))


class Codec:
    """The fixed linear encoder: 4x4 patches on their leading principal components."""

    def __init__(self, mean, matrix):
        self.mean = mean  # float32 [48]: one colour, repeated
        self.matrix = matrix  # float32 [12,48]: latent = matrix (patch - mean)

    @classmethod
    def fit(cls, images):
        """Components of images uint8 [N,64,64,3], component i scaled by eigenvalue^-0.3."""
        patches = cls.patches(images).reshape(-1, 48).astype(np.float64)
        mean = np.tile(patches.reshape(-1, 3).mean(0), PATCH * PATCH)
        values, vectors = np.linalg.eigh(np.cov(patches.T))
        values, vectors = values[::-1][:LATENT], vectors[:, ::-1][:, :LATENT].T
        vectors *= np.sign(vectors.sum(1, keepdims=True))
        scales = values ** -0.3
        scales /= np.sqrt(np.mean(values * scales ** 2))
        return cls(mean.astype(np.float32), (vectors * scales[:, None]).astype(np.float32))

    @staticmethod
    def patches(images):
        """[N,16,16,48] in -1..1; a patch is ordered row, column, colour."""
        cells = images.reshape(-1, GRID, PATCH, GRID, PATCH, 3).transpose(0, 1, 3, 2, 4, 5)
        return cells.reshape(-1, GRID, GRID, 48).astype(np.float32) / 127.5 - 1

    def encode(self, images):
        """float32 [N,12,16,16]."""
        latents = (self.patches(images) - self.mean) @ self.matrix.T
        return np.ascontiguousarray(latents.transpose(0, 3, 1, 2))

    def start(self, decoder):
        """Sets the decoder's linear part to the inverse."""
        inverse = np.linalg.pinv(self.matrix.astype(np.float64)).T.reshape(LATENT, PATCH, PATCH, 3)
        with torch.no_grad():
            decoder.linear.weight.copy_(torch.from_numpy(inverse.transpose(0, 3, 1, 2).copy()))
            decoder.linear.bias.copy_(torch.from_numpy(self.mean[:3].copy()))
