"""Reads weights into a network, whichever library wrote them, or says everything that does not fit."""

import math
import pickle
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file

import layouts
from networks import VisionTower

WRAPPERS = ("model", "state_dict", "teacher", "student")
PREFIXES = ("module.", "backbone.", "_orig_mod.")


class CheckpointError(Exception):
    """A checkpoint that does not fit: one line a problem."""

    def __init__(self, source, problems):
        lines = "\n  ".join(problems)
        super().__init__(f"checkpoint {source}: {len(problems)} problem{'s' * (len(problems) > 1)}\n  {lines}")
        self.problems = problems


def read(file):
    """All tensors of a file by name: safetensors, torch.save, or the TorchScript archives that OpenAI publishes."""
    path = Path(file)
    if not path.is_file():
        raise CheckpointError(path, ["expected a file, got nothing"])
    try:
        tensors = load_file(path) if path.suffix == ".safetensors" else _unpickle(path)
    except (SafetensorError, RuntimeError, OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise CheckpointError(path, [f"expected safetensors, torch.save or TorchScript, got: {reason}"]) from None
    for wrapper in WRAPPERS:
        if isinstance(tensors.get(wrapper), dict):
            tensors = tensors[wrapper]
    return {_stripped(name): value for name, value in tensors.items() if isinstance(value, torch.Tensor)}


def _unpickle(path):
    try:
        content = torch.load(path, map_location="cpu", weights_only=True)
    except (RuntimeError, pickle.UnpicklingError) as error:
        try:
            return torch.jit.load(path, map_location="cpu").state_dict()
        except RuntimeError:
            raise error from None
    if not isinstance(content, dict):
        raise ValueError(f"a {type(content).__name__} instead of named tensors")
    return content


def _stripped(name):
    for prefix in PREFIXES:
        name = name.removeprefix(prefix)
    return name


def load(network, tensors, source):
    """Fills a network (networks.py). Nothing is filled in unless everything fits.

    Raises CheckpointError with all tensors that are missing, unexpected, of another shape or not finite.
    """
    vision = isinstance(network, VisionTower)
    known = layouts.VISION if vision else layouts.TEXT
    layout = layouts.of(tensors, known)
    if layout is None:
        first = ", ".join(list(tensors)[:5])
        names = "; ".join(layout.name for layout in known)
        raise CheckpointError(source, [f"expected tensors named as in one of: {names}; got {len(tensors)}: {first} ..."])
    weights, origins = _renamed(tensors, layout)
    expected = network.state_dict()
    if vision:
        _use_class_position(weights, expected)
        if "projection.weight" not in expected:
            weights.pop("projection.weight", None)
    problems = _problems(weights, expected, origins)
    if problems:
        raise CheckpointError(source, [f"tensors named as {layout.name}", *problems])
    network.load_state_dict({name: value.float().reshape(expected[name].shape) for name, value in weights.items()})
    return network.eval()


def _renamed(tensors, layout):
    weights, origins = {}, {}
    for origin, value in tensors.items():
        name = layout.rename(origin)
        if name is not None:
            weights[name] = value.T if name in layout.transposed and value.ndim == 2 else value
            origins[name] = origin
    for name in [name for name in weights if ".attention.q." in name]:
        _join(weights, origins, name)
    return weights, origins


def _join(weights, origins, query):
    parts = [query.replace(".attention.q.", f".attention.{part}.") for part in "qkv"]
    if all(part in weights for part in parts):
        joined = query.replace(".attention.q.", ".attention.qkv.")
        weights[joined] = torch.cat([weights.pop(part) for part in parts])
        origins[joined] = origins[query]


def _use_class_position(weights, expected):
    """Where the table of positions begins with the class token's, that one is added to the class token."""
    table, token = weights.get("positions"), weights.get("class_token")
    if table is None or token is None or table.ndim < 2:
        return
    table = table.reshape(-1, table.shape[-1])
    token = token.flatten()
    if math.isqrt(len(table)) ** 2 != len(table) and table.shape[-1] == len(token):
        token = token.float() + table[0].float()
        table = table[1:]
    weights["positions"], weights["class_token"] = table, token
    if "registers" in weights and "registers" in expected:
        weights["registers"] = weights["registers"].reshape(-1, weights["registers"].shape[-1])


def _problems(weights, expected, origins):
    def called(name):
        origin = origins.get(name, name)
        return origin if origin == name else f"{origin} ({name})"

    problems = [f"missing: {name} {_shape(expected[name])}" for name in expected if name not in weights]
    problems += [f"unexpected: {called(name)} {_shape(weights[name])}" for name in weights if name not in expected]
    for name, value in weights.items():
        if name not in expected:
            continue
        if value.shape != expected[name].shape:
            wanted, found = _shape(expected[name]), _shape(value)
            problems.append(f"shape: {called(name)}: expected {wanted}, got {found}")
        elif not torch.isfinite(value).all():
            problems.append(f"values: {called(name)}: expected finite numbers, got NaN or infinity")
    return problems


def _shape(tensor):
    return list(tensor.shape)
