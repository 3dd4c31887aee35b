"""The two shapes of transformer that packs are made of, written so that they trace to plain ONNX operators.

Weights have one set of names here, whatever library they come from (see checkpoints.py). A class token carries its
position already: `positions` belong to patches only, so that all families look alike.
"""

import math
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional


@dataclass(frozen=True)
class Size:
    """Size of a transformer: blocks, components of a token, attention heads."""

    depth: int
    width: int
    heads: int


@dataclass(frozen=True)
class Vision:
    """A network that takes square pictures.

    grid: side of the table of positions as it is trained. embedding: components of the projected class token, 0 when
    all tokens are the result.
    """

    size: Size
    patch: int
    grid: int
    registers: int = 0
    layer_scale: bool = False
    clip: bool = False
    quick_gelu: bool = False
    epsilon: float = 1e-6
    embedding: int = 0


@dataclass(frozen=True)
class Text:
    """CLIP's text tower: 77 tokens at most, causal."""

    size: Size
    embedding: int
    vocabulary: int = 49408
    tokens: int = 77


class Norm(nn.LayerNorm):
    """Layer normalisation that computes in 32 bits whatever the tokens' type is."""

    def forward(self, tokens):
        result = functional.layer_norm(tokens.float(), self.normalized_shape, self.weight, self.bias, self.eps)
        return result.to(tokens.dtype)


class Attention(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.heads = size.heads
        self.scale = (size.width // size.heads) ** -0.5
        self.qkv = nn.Linear(size.width, 3 * size.width)
        self.out = nn.Linear(size.width, size.width)

    def forward(self, tokens, mask):
        query, key, value = (self._split(part) for part in self.qkv(tokens).chunk(3, dim=-1))
        # Scaled before the product: the pattern that TensorRT fuses.
        weights = (query * self.scale) @ key.transpose(-2, -1)
        if mask is not None:
            weights = weights + mask
        mixed = weights.softmax(dim=-1) @ value
        return self.out(mixed.transpose(1, 2).flatten(2))

    def _split(self, tokens):
        return tokens.unflatten(-1, (self.heads, -1)).transpose(1, 2)


class Mlp(nn.Module):
    def __init__(self, size, quick_gelu):
        super().__init__()
        self.up = nn.Linear(size.width, 4 * size.width)
        self.down = nn.Linear(4 * size.width, size.width)
        self.quick_gelu = quick_gelu

    def forward(self, tokens):
        raised = self.up(tokens)
        raised = raised * torch.sigmoid(1.702 * raised) if self.quick_gelu else functional.gelu(raised)
        return self.down(raised)


class Block(nn.Module):
    def __init__(self, size, epsilon, quick_gelu, layer_scale=False):
        super().__init__()
        self.norm1 = Norm(size.width, epsilon)
        self.attention = Attention(size)
        self.norm2 = Norm(size.width, epsilon)
        self.mlp = Mlp(size, quick_gelu)
        self.scale1 = nn.Parameter(torch.ones(size.width)) if layer_scale else None
        self.scale2 = nn.Parameter(torch.ones(size.width)) if layer_scale else None

    def forward(self, tokens, mask=None):
        change = self.attention(self.norm1(tokens), mask)
        tokens = tokens + (change if self.scale1 is None else change * self.scale1)
        change = self.mlp(self.norm2(tokens))
        return tokens + (change if self.scale2 is None else change * self.scale2)


class VisionTower(nn.Module):
    """Pictures [n, 3, side, side] to tokens [n, 1 + registers + patches, width] after the last normalisation, or to
    embeddings [n, embedding]."""

    def __init__(self, spec):
        super().__init__()
        width = spec.size.width
        self.spec = spec
        self.patch = nn.Conv2d(3, width, spec.patch, spec.patch, bias=not spec.clip)
        self.class_token = nn.Parameter(torch.zeros(width))
        self.registers = nn.Parameter(torch.zeros(spec.registers, width)) if spec.registers else None
        self.positions = nn.Parameter(torch.zeros(spec.grid**2, width))
        self.pre_norm = Norm(width, spec.epsilon) if spec.clip else None
        self.blocks = nn.ModuleList(
            Block(spec.size, spec.epsilon, spec.quick_gelu, spec.layer_scale) for _ in range(spec.size.depth)
        )
        self.norm = Norm(width, spec.epsilon)
        self.projection = nn.Linear(width, spec.embedding, bias=False) if spec.embedding else None

    def forward(self, pixels):
        tokens = self._tokens(pixels.to(self.patch.weight.dtype))
        for block in self.blocks:
            tokens = block(tokens)
        if self.projection is None:
            return self.norm(tokens).float()
        return self.projection(self.norm(tokens[:, 0])).float()

    def _tokens(self, pixels):
        patches = self.patch(pixels).flatten(2).transpose(1, 2) + self.positions
        leading = self.class_token.unsqueeze(0)
        if self.registers is not None:
            leading = torch.cat((leading, self.registers))
        leading = leading.unsqueeze(0).expand(pixels.shape[0], -1, -1)
        tokens = torch.cat((leading, patches), dim=1)
        return tokens if self.pre_norm is None else self.pre_norm(tokens)

    def resize(self, side):
        """Takes pictures of another side: the table of positions is interpolated as timm does it, bicubic and
        antialiased. A table that fits stays untouched."""
        grid = side // self.spec.patch
        if grid == self.spec.grid:
            return
        table = self.positions.data.float().T.unflatten(1, (self.spec.grid, self.spec.grid)).unsqueeze(0)
        table = functional.interpolate(table, size=(grid, grid), mode="bicubic", antialias=True)
        self.positions = nn.Parameter(table[0].flatten(1).T.contiguous())


class TextTower(nn.Module):
    """Token ids [n, 77] to embeddings [n, embedding], taken at the end of text (the highest id), not normalised."""

    def __init__(self, spec):
        super().__init__()
        width = spec.size.width
        self.tokens = nn.Parameter(torch.zeros(spec.vocabulary, width))
        self.positions = nn.Parameter(torch.zeros(spec.tokens, width))
        self.blocks = nn.ModuleList(Block(spec.size, 1e-5, quick_gelu=True) for _ in range(spec.size.depth))
        self.norm = Norm(width, 1e-5)
        self.projection = nn.Linear(width, spec.embedding, bias=False)
        causal = torch.full((spec.tokens, spec.tokens), float("-inf")).triu(1)
        self.register_buffer("causal", causal, persistent=False)

    def forward(self, ids):
        tokens = functional.embedding(ids, self.tokens) + self.positions
        for block in self.blocks:
            tokens = block(tokens, self.causal)
        end = ids.argmax(dim=1).reshape(-1, 1, 1).expand(-1, 1, tokens.shape[-1])
        return self.projection(self.norm(tokens.gather(1, end).squeeze(1))).float()


def randomise(network, seed):
    """Fills any network with random weights that keep the size of tokens through all blocks, so that each of them
    counts for the result (layer scales as small as those of training's start would hide them)."""
    random = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, weights in network.named_parameters():
            noise = torch.randn(weights.shape, generator=random)
            if weights.ndim == 1 and name.endswith("weight"):
                weights.copy_(1 + 0.1 * noise)
            elif any(part in name for part in ("scale", "ls1", "ls2", "gamma")):
                weights.copy_(0.5 + 0.1 * noise)
            elif name.endswith("bias"):
                weights.copy_(0.1 * noise)
            elif any(part in name for part in ("pos", "token", "register", "class")):
                weights.copy_(0.5 * noise)
            else:
                weights.copy_(noise / math.sqrt(weights[0].numel()))
    return network.eval()
