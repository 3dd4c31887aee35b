#!/usr/bin/env python3
"""What PyTorch takes for the image networks of a pack; `lab/run optimised PACK --pytorch PYTHON` asks it.

    venv/bin/python tools/export/speed.py PACK_FOLDER

The networks have the pack's own weights: transformers are timm's and open_clip's, convolutional networks the pack's graph
in PyTorch's operators. That they are the same is checked against ONNX Runtime. Then for each line of standard input,
HEIGHT WIDTH of a window, both networks run on random pixels, in 32 bits and with bf16 autocast, on one thread. The answer
is a line with CPU-seconds and seconds by the clock.
"""

import argparse
import json
import sys
import time
from pathlib import Path

import numpy
import onnx
import onnxruntime
import torch
from onnx import numpy_helper
from torch.nn import functional

import references

DINOV2 = {384: "vit_small_patch14_dinov2", 768: "vit_base_patch14_dinov2", 1024: "vit_large_patch14_dinov2"}
CLIP = {(768, 16): "ViT-B-16", (768, 32): "ViT-B-32", (1024, 14): "ViT-L-14"}
LEAST_COSINE = 0.9999


class Graph(torch.nn.Module):
    """The nodes of an ONNX graph, one after the other."""

    def __init__(self, graph, weights):
        super().__init__()
        self.nodes = [(node, {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}) for node in graph.node]
        self.weights = {name: torch.from_numpy(value.copy()) for name, value in weights.items()}
        self.input, self.output = graph.input[0].name, graph.output[0].name

    def forward(self, pixels):
        values = {**self.weights, self.input: pixels}
        for node, attributes in self.nodes:
            found = self.apply(node.op_type, [values[name] for name in node.input], attributes)
            values.update(zip(node.output, found if isinstance(found, tuple) else (found,), strict=False))
        return values[self.output]

    def apply(self, kind, inputs, attributes):  # noqa: PLR0911
        first, *others = inputs
        match kind:
            case "Conv":
                padding, dilation = attributes["pads"][:2], attributes.get("dilations", 1)
                return functional.conv2d(first, *others, stride=attributes["strides"], padding=padding, dilation=dilation)
            case "MaxPool":
                return functional.max_pool2d(first, attributes["kernel_shape"], attributes["strides"], attributes["pads"][:2])
            case "Relu":
                return first.relu()
            case "Add":
                return first + others[0]
            case "GlobalAveragePool":
                return first.mean((2, 3), keepdim=True)
            case "Flatten":
                return first.flatten(1)
            case "Gemm":
                weight = others[0] if attributes.get("transB") else others[0].T
                return functional.linear(first, weight, others[1])
            case "Softmax":
                return first.softmax(attributes["axis"])
            case "TopK":
                return tuple(first.topk(int(others[0].item())))
            case "Gather":
                return first[others[0]]
            case "MatMul":
                return first @ others[0].to(first.dtype)
            case "Unsqueeze":
                return first.unsqueeze(int(others[0].item()))
            case "Squeeze":
                return first.squeeze(int(others[0].item()))
            case "Identity":
                return first
        raise SystemExit(f"expected a graph of known operators, got {kind}")


def together(weights, layer, parts):
    """Query, key and value as one matrix, rows for outputs."""
    matrix = numpy.concatenate([weights[f"{layer}.{part}.weight"].T for part in parts])
    return matrix, numpy.concatenate([weights[f"{layer}.{part}.bias"] for part in parts])


def filled(network, tensors):
    """The network with these weights; others of it are not there, or an error."""
    own = network.state_dict()
    network.load_state_dict({name: torch.from_numpy(value.copy()).reshape(own[name].shape) for name, value in tensors.items()})
    return network.eval()


def dinov2(weights, side):
    """timm's network."""
    references.without_torchvision()
    import timm

    patch = weights["embeddings.patch_embeddings.projection.weight"]
    tensors = {
        "cls_token": weights["embeddings.cls_token"],
        "pos_embed": weights["embeddings.position_embeddings"],
        "patch_embed.proj.weight": patch,
        "patch_embed.proj.bias": weights["embeddings.patch_embeddings.projection.bias"],
        "norm.weight": weights["layernorm.weight"],
        "norm.bias": weights["layernorm.bias"],
    }
    name = DINOV2[patch.shape[0]]
    network = timm.create_model(name, pretrained=False, num_classes=0, img_size=side)
    for i in range(len(network.blocks)):
        old, new = f"encoder.layer.{i}", f"blocks.{i}"
        query = together(weights, f"{old}.attention.attention", ("query", "key", "value"))
        tensors[f"{new}.attn.qkv.weight"], tensors[f"{new}.attn.qkv.bias"] = query
        for mine, theirs in (("attention.output.dense", "attn.proj"), ("mlp.fc1", "mlp.fc1"), ("mlp.fc2", "mlp.fc2")):
            tensors[f"{new}.{theirs}.weight"] = weights[f"{old}.{mine}.weight"].T
            tensors[f"{new}.{theirs}.bias"] = weights[f"{old}.{mine}.bias"]
        for part in ("norm1.weight", "norm1.bias", "norm2.weight", "norm2.bias"):
            tensors[f"{new}.{part}"] = weights[f"{old}.{part}"]
        for n in (1, 2):
            tensors[f"{new}.ls{n}.gamma"] = weights[f"{old}.layer_scale{n}.lambda1"]
    return f"timm's {name}", filled(network, tensors).forward_features


def clip(weights):
    """open_clip's image tower."""
    references.without_torchvision()
    import open_clip

    patch = weights["vision_model.embeddings.patch_embedding.weight"]
    tensors = {
        "class_embedding": weights["vision_model.embeddings.class_embedding"],
        "positional_embedding": weights["vision_model.embeddings.position_embedding.weight"],
        "proj": weights["visual_projection.weight"],
        "conv1.weight": patch,
    }
    for mine, theirs in (("pre_layrnorm", "ln_pre"), ("post_layernorm", "ln_post")):
        for part in ("weight", "bias"):
            tensors[f"{theirs}.{part}"] = weights[f"vision_model.{mine}.{part}"]
    name = CLIP[(patch.shape[0], patch.shape[-1])]
    network = open_clip.create_model(name, pretrained=None, force_quick_gelu=True).visual
    for i in range(len(network.transformer.resblocks)):
        old, new = f"vision_model.encoder.layers.{i}", f"transformer.resblocks.{i}"
        query = together(weights, f"{old}.self_attn", ("q_proj", "k_proj", "v_proj"))
        tensors[f"{new}.attn.in_proj_weight"], tensors[f"{new}.attn.in_proj_bias"] = query
        for mine, theirs in (("self_attn.out_proj", "attn.out_proj"), ("mlp.fc1", "mlp.c_fc"), ("mlp.fc2", "mlp.c_proj")):
            tensors[f"{new}.{theirs}.weight"] = weights[f"{old}.{mine}.weight"].T
            tensors[f"{new}.{theirs}.bias"] = weights[f"{old}.{mine}.bias"]
        for n in (1, 2):
            for part in ("weight", "bias"):
                tensors[f"{new}.ln_{n}.{part}"] = weights[f"{old}.layer_norm{n}.{part}"]
    return f"open_clip's {name}", filled(network, tensors)


class Role:
    """One network of the pack in PyTorch."""

    def __init__(self, folder, described):
        file = folder / described["file"]
        size = described["input"]["sizePx"]
        self.fixed = None if isinstance(size, str) else tuple(size)
        model = onnx.load(str(file))
        weights = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
        if "embeddings.cls_token" in weights:
            self.name, self.network = dinov2(weights, self.fixed)
        elif "vision_model.embeddings.class_embedding" in weights:
            self.name, self.network = clip(weights)
        else:
            self.name, self.network = "the pack's graph", Graph(model.graph, weights)
        del model
        self.random = numpy.random.default_rng(1)
        self.cosine = self.check(file)

    def pixels(self, window):
        return self.random.standard_normal((1, 3, *(self.fixed or window)), dtype=numpy.float32)

    def check(self, file):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
        pixels = self.pixels((224, 224))
        expected = session.run(None, {session.get_inputs()[0].name: pixels})[0].ravel()
        with torch.inference_mode():
            found = self.network(torch.from_numpy(pixels)).numpy().ravel()
        cosine = float(expected @ found / numpy.linalg.norm(expected) / numpy.linalg.norm(found))
        if cosine < LEAST_COSINE:
            raise SystemExit(f"{file}: expected PyTorch to compute what the pack does, got cosine {cosine:.5f}")
        return cosine


def measure(roles, window, low):
    tensors = [torch.from_numpy(role.pixels(window)) for role in roles]
    cpu, wall = time.process_time(), time.perf_counter()
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=low):
        for role, pixels in zip(roles, tensors, strict=True):
            role.network(pixels)
    return f"{time.process_time() - cpu:.4f} {time.perf_counter() - wall:.4f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", type=Path)
    folder = parser.parse_args().pack
    torch.set_num_threads(1)
    pack = json.loads((folder / "pack.json").read_text(encoding="utf-8"))
    roles = [Role(folder, pack[role]) for role in ("dense", "image")]
    networks = ", ".join(f"{role.name} (cosine {role.cosine:.6f})" for role in roles)
    print(f"PyTorch {torch.__version__} with the pack's weights: {networks}", flush=True)
    for line in sys.stdin:
        window = tuple(int(side) for side in line.split())
        print(f"fp32: {measure(roles, window, False)}; bf16 autocast: {measure(roles, window, True)}", flush=True)


if __name__ == "__main__":
    main()
