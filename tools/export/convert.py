#!/usr/bin/env python3
"""Makes a safetensors of a pickle, for `lexiseg models pull`, which never unpickles: convert.py FILE.pth FILE.safetensors"""

import argparse
import os
import pickle
import tempfile
from pathlib import Path

import torch
from safetensors.torch import save_file

# What training programs put around the tensors, outermost first.
WRAPPERS = ("model", "state_dict", "teacher", "student")
PREFIXES = ("module.", "backbone.", "_orig_mod.")


def read(file):
    """The tensors of a file by name: torch.save, of which no code is run, or a TorchScript archive as OpenAI publishes."""
    try:
        content = torch.load(file, map_location="cpu", weights_only=True)
    except (RuntimeError, pickle.UnpicklingError) as refused:
        try:
            content = torch.jit.load(file, map_location="cpu").state_dict()
        except RuntimeError:
            raise SystemExit(f"{file}: expected torch.save or TorchScript, got: {_line(refused)}") from None
    except (EOFError, OSError) as error:
        raise SystemExit(f"{file}: expected torch.save or TorchScript, got: {_line(error)}") from None
    for wrapper in WRAPPERS:
        if isinstance(content, dict) and isinstance(content.get(wrapper), dict):
            content = content[wrapper]
    tensors = content.items() if isinstance(content, dict) else ()
    found = {_stripped(name): value.contiguous() for name, value in tensors if isinstance(value, torch.Tensor)}
    if not found:
        raise SystemExit(f"{file}: expected named tensors, got a {type(content).__name__} without any")
    return found


def _line(error):
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _stripped(name):
    for prefix in PREFIXES:
        name = name.removeprefix(prefix)
    return name


def convert(source, target):
    """Writes the file beside its place, then moves it there. Tensors that share memory get memory of their own."""
    tensors = {name: value.clone() for name, value in read(source).items()}
    number, partial = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.close(number)
    try:
        save_file(tensors, partial)
        os.chmod(partial, 0o644)
        os.replace(partial, target)
    finally:
        Path(partial).unlink(missing_ok=True)
    return len(tensors)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help=".pth, .pt or .bin")
    parser.add_argument("target", type=Path, help=".safetensors")
    options = parser.parse_args(arguments)
    if options.target.suffix != ".safetensors":
        parser.error(f"target: expected a name that ends with .safetensors, got {options.target}")
    print(f"{options.target}: {convert(options.source, options.target)} tensors")


if __name__ == "__main__":
    main()
