"""Weights and inputs of test networks, computed from a tensor's name: the same numbers in Python and in Java."""

import math

import numpy as np


def uniform(name: str, count: int) -> np.ndarray:
    """Numbers in -1..1 (float64): FNV-1a of the name, then MurmurHash3's finaliser of seed + i * golden ratio."""
    seed = 0x811C9DC5
    for byte in name.encode():
        seed = ((seed ^ byte) * 0x01000193) & 0xFFFFFFFF
    x = np.uint32(seed) + np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B9)
    x ^= x >> np.uint32(16)
    x *= np.uint32(0x85EBCA6B)
    x ^= x >> np.uint32(13)
    x *= np.uint32(0xC2B2AE35)
    x ^= x >> np.uint32(16)
    return 2.0 * ((x >> np.uint32(8)) / 16777216.0) - 1.0


def spread(name: str, shape: tuple[int, ...]) -> float:
    """Largest deviation from the mean."""
    if len(shape) < 2:
        return 0.1
    if name.endswith("_embedding.weight"):
        return 0.5
    sharp = 2.0 if ".attn2.to_q." in name or ".attn2.to_k." in name else 1.0
    return sharp * math.sqrt(3.0 / math.prod(shape[1:]))


def weight(name: str, shape: tuple[int, ...]) -> np.ndarray:
    """A tensor of a network, float32; vectors of the name ...weight are scales around 1."""
    mean = 1.0 if len(shape) < 2 and name.endswith(".weight") else 0.0
    values = mean + spread(name, shape) * uniform(name, math.prod(shape))
    return values.astype(np.float32).reshape(shape)


def normal_like(name: str, shape: tuple[int, ...]) -> np.ndarray:
    """An input of unit variance, float32."""
    return (math.sqrt(3.0) * uniform(name, math.prod(shape))).astype(np.float32).reshape(shape)
