"""Writes what a pack consists of: ONNX files and pack.json."""

import contextlib
import json
import warnings

import onnx
import torch

import sources

OPSET = 17
# Above this, weights go to FILE.data beside the network: ONNX Runtime maps them instead of parsing them.
EXTERNAL_BYTES = 256 * 1024 * 1024



def write_network(network, file, example, input_name, output_name, batch, precision, external_bytes=EXTERNAL_BYTES):
    """Writes one network; `batch` is a number, or None for any."""
    if precision == "fp16":
        network = _halved(network)
    example = example.expand(batch or 1, *example.shape[1:])
    axes = {} if batch else {input_name: {0: "batch"}, output_name: {0: "batch"}}
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network, (example,), file, dynamo=False, opset_version=OPSET, do_constant_folding=True,
            input_names=[input_name], output_names=[output_name], dynamic_axes=axes,
        )  # fmt: skip
    model = onnx.load(file)
    _name_shape(model, network, example, batch)
    data = f"{file.name}.data"
    # onnx appends to a data file that exists already.
    (file.parent / data).unlink(missing_ok=True)
    external = file.stat().st_size > external_bytes
    if external:
        file.unlink()
    onnx.save(model, file, save_as_external_data=external, location=data, size_threshold=4096)
    for part in file.parent.glob(f"{file.name}*"):
        part.chmod(0o644)
    onnx.checker.check_model(str(file))


def _halved(network):
    """Weights in 16 bits; normalisation stays in 32 (networks.Norm), input and output too."""
    network = network.half()
    for module in network.modules():
        if isinstance(module, torch.nn.LayerNorm):
            module.float()
    return network


def _name_shape(model, network, example, batch):
    """Writes the output's shape, which the exporter leaves half open."""
    with torch.no_grad():
        shape = list(network(example[:1]).shape)
    axes = model.graph.output[0].type.tensor_type.shape
    del axes.dim[:]
    first = axes.dim.add()
    if batch:
        first.dim_value = batch
    else:
        first.dim_param = "batch"
    for length in shape[1:]:
        axes.dim.add().dim_value = length
    model.producer_name, model.producer_version, model.doc_string = "lexiseg-export", "1", ""
    with contextlib.suppress(ValueError):
        model.graph.name = network.__class__.__name__


def pixels(side, resampling, colours):
    mean, std = colours
    return {
        "name": "pixel_values",
        "sizePx": [side, side],
        "resampling": resampling,
        "channels": "rgb",
        "divisor": 255,
        "mean": list(mean),
        "std": list(std),
    }


def describe(pack, dense, clip, licence, provenance, presets, templates, leading_tokens):
    """pack.json without its files, see docs/model-packs.md."""
    return {
        "formatVersion": 1,
        "id": pack,
        "backbone": dense.backbone,
        "licence": licence,
        "provenance": provenance,
        "dense": {
            "file": "dense.onnx",
            "input": pixels(dense.side, "bilinear", dense.colours),
            "output": "last_hidden_state",
            "layout": "tokens",
            "leadingTokens": leading_tokens,
            "patchSizePx": dense.network.patch,
            "dimension": dense.network.size.width,
        },
        "image": {
            "file": "image.onnx",
            "input": pixels(clip.side, "bicubic", clip.colours),
            "output": "image_embeds",
            "dimension": clip.image.embedding,
        },
        "text": {
            "file": "text.onnx",
            "tokenizer": {"kind": "clip-bpe", "maxTokens": clip.text.tokens},
            "input": {"ids": "input_ids", "type": "int32"},
            "output": "text_embeds",
            "pooling": "none",
            "unitLength": False,
            "dimension": clip.text.embedding,
        },
        "templates": templates,
        **presets,
    }


def seal(folder, description):
    """Adds size and SHA-256 of every file in the folder and writes pack.json."""
    description["files"] = {
        file.name: {"sha256": sources.digest(file), "sizeBytes": file.stat().st_size}
        for file in sorted(folder.iterdir())
    }
    (folder / "pack.json").write_text(json.dumps(description, indent=2) + "\n", encoding="utf-8")
