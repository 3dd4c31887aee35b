"""Makes the encoder pack `drawings`: what the denoiser of the generator `sketch` sees in a drawing.

    python encoders.py --pack ../../index-builder/src/main/resources/io/lexiseg/indexbuilder/diffusion/sketch --out DIR
        [--reference DIR]

Weights are read back from the generator's ONNX files, so no checkpoint is needed. dense.onnx gives the denoiser's
inner features of a picture that is noised as little as at step 101, without the noise and under the empty caption;
image.onnx tells from coarser ones which nouns are in the picture; text.onnx gives a noun's own word vector.
A reference is what PyTorch makes of two scenes and three texts, for `lexiseg models compare`.
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn.functional as F
from onnx import numpy_helper

import scenes
from export import halve
from networks import GRID, LATENT, PATCH, Codec, Denoiser
from train import SEED, alphas
from vocabulary import PAD, TOKENS, UNK, WORDS, encode

STEP = 101
DENSE = ("down8_text", "up16a_text")
IMAGE = ("down8_text",)
CALIBRATION = 400  # scenes that give mean and spread of the features, and the image encoder's matrix
CALIBRATION_SEED = 30
REFERENCE_SEED = 31
RIDGE = 1e-2


def restore(path, network, scope):
    """Sets a network's parameters to those of its ONNX file, which `export.py` wrote."""
    graph = onnx.load(path).graph
    stored = {w.name.removesuffix("_16"): numpy_helper.to_array(w) for w in graph.initializer}
    nodes = {node.name: node for node in graph.node}
    parameters = {}
    for name, value in network.state_dict().items():
        found = stored.get(f"{scope}.{name}")
        if found is None:  # folded by the exporter: known by the node that uses it
            found = next(stored[i] for i in folded(nodes, scope, name, value.dim()).input if i in stored)
            found = found.T if value.dim() == 2 else found.reshape(-1)
        parameters[name] = torch.from_numpy(found.astype(np.float32).copy())
    network.load_state_dict(parameters)
    return network.eval()


def folded(nodes, scope, name, rank):
    *parts, kind = name.split(".")
    parts = [f"{parts[i - 1]}.{part}" if part.isdigit() else part for i, part in enumerate(parts)]
    operator = "MatMul" if rank == 2 else "Mul" if kind == "weight" else "Add"
    return nodes["/" + "/".join([scope, *parts, operator])]


class Features(torch.nn.Module):
    """Pictures [B,3,64,64] in -1..1 -> features of some layers at 16x16: [B,C,16,16]."""

    def __init__(self, denoiser, codec, hidden, layers):
        super().__init__()
        self.denoiser, self.seen = denoiser, {}
        self.enter = torch.nn.Conv2d(3, LATENT, PATCH, stride=PATCH)
        matrix = torch.from_numpy(codec.matrix)
        with torch.no_grad():
            self.enter.weight.copy_(matrix.reshape(LATENT, PATCH, PATCH, 3).permute(0, 3, 1, 2))
            self.enter.bias.copy_(-matrix @ torch.from_numpy(codec.mean))
            for part in (self.enter.weight, self.enter.bias):
                part.mul_(float(np.sqrt(alphas()[STEP])))
        self.register_buffer("hidden", torch.from_numpy(hidden))
        self.layers = layers
        for layer in layers:
            getattr(denoiser, layer).register_forward_hook(self._keep(layer))

    def _keep(self, layer):
        return lambda module, inputs, output: self.seen.update({layer: output})

    def forward(self, pixels):
        latent = self.enter(pixels)
        batch = latent.shape[0]
        self.denoiser(latent, torch.full((1,), float(STEP)), self.hidden.expand(batch, -1, -1))
        return torch.cat([self._large(self.seen[layer]) for layer in self.layers], 1)

    @staticmethod
    def _large(grid):
        if grid.shape[-1] == GRID:
            return grid
        return F.interpolate(grid, size=(GRID, GRID), mode="bilinear", align_corners=False)


class Dense(torch.nn.Module):
    """Features without their mean, each with the same spread."""

    def __init__(self, features, pictures):
        super().__init__()
        self.features = features
        with torch.no_grad():
            seen = features(pictures)
        self.register_buffer("mean", seen.mean((0, 2, 3)).view(1, -1, 1, 1))
        self.register_buffer("spread", 1 / seen.std((0, 2, 3)).view(1, -1, 1, 1))

    def forward(self, pixel_values):
        return (self.features(pixel_values) - self.mean) * self.spread


class Image(torch.nn.Module):
    """Mean features -> the sum of the word vectors of what is in the picture, by least squares."""

    def __init__(self, features, pictures, wanted):
        super().__init__()
        self.features = features
        with torch.no_grad():
            seen = features(pictures).mean((2, 3)).double()
        centre, target = seen.mean(0), torch.from_numpy(wanted).double()
        x, y = seen - centre, target - target.mean(0)
        matrix = torch.linalg.solve(x.T @ x + RIDGE * len(x) * torch.eye(x.shape[1], dtype=x.dtype), x.T @ y)
        self.register_buffer("matrix", matrix.float())
        self.register_buffer("start", (target.mean(0) - centre @ matrix).float())

    def forward(self, pixel_values):
        return self.features(pixel_values).mean((2, 3)) @ self.matrix + self.start


class Text(torch.nn.Module):
    """Word pieces -> vectors; all that is no noun of the drawings is 0, an unknown word has a direction of its own."""

    def __init__(self, table):
        super().__init__()
        self.words = torch.nn.Embedding.from_pretrained(torch.from_numpy(table))

    def forward(self, input_ids, attention_mask):
        return self.words(input_ids.long()) * attention_mask[..., None].float()


def word_table(path):
    """float32 [words,96]: the nouns' vectors without their mean, of length 1; UNK is orthogonal to them."""
    stored = {w.name.removesuffix("_16"): numpy_helper.to_array(w) for w in onnx.load(path).graph.initializer}
    learnt = stored["text.words.weight"].astype(np.float64)
    nouns = [WORDS.index(noun) for noun in scenes.NOUNS]
    table = np.zeros_like(learnt)
    table[nouns] = learnt[nouns] - learnt[nouns].mean(0)
    strange = learnt[UNK] - learnt[UNK] @ np.linalg.pinv(table[nouns]) @ table[nouns]
    table[UNK] = strange
    return (table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-12)).astype(np.float32)


def write(network, path, inputs, outputs):
    """Exports one network with a free batch; gives the largest difference between ONNX Runtime and PyTorch."""
    values = tuple(inputs.values())
    axes = {name: {0: "batch"} for name in (*inputs, *outputs)}
    if len(inputs) > 1:
        for name in (*inputs, *outputs):
            axes[name][1] = "tokens"
    torch.onnx.export(network, values, str(path), input_names=list(inputs), output_names=outputs,
                      dynamic_axes=axes, opset_version=17, dynamo=False)
    halve(path)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    single = {name: value[:1].numpy() for name, value in inputs.items()}
    with torch.no_grad():
        expected = network(*(value[:1] for value in values))
    return float(np.abs(session.run(None, single)[0] - expected.numpy()).max())


def description(dimension, width, files):
    pixels = {"name": "pixel_values", "sizePx": [scenes.SIZE, scenes.SIZE], "resampling": "area", "channels": "rgb",
              "divisor": 255, "mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5]}
    return {
        "formatVersion": 1,
        "id": "drawings",
        "backbone": "sketch-denoiser",
        "licence": "Apache-2.0",
        "provenance": "features of the generator sketch, made by tools/sketch/encoders.py; they know drawings, not photographs",
        "recipe": 1,
        "dense": {"file": "dense.onnx", "input": pixels, "output": "features", "layout": "grid", "patchSizePx": PATCH,
                  "dimension": dimension},
        "image": {"file": "image.onnx", "input": pixels, "output": "image_embeds", "dimension": width},
        "text": {"file": "text.onnx", "tokenizer": {"kind": "wordpiece", "file": "vocab.txt", "maxTokens": TOKENS},
                 "input": {"ids": "input_ids", "attentionMask": "attention_mask", "type": "int64"},
                 "output": "word_vectors", "pooling": "mean", "unitLength": True, "dimension": width},
        "templates": "identity",
        "presets": {"drawings": {
            "shortSide": scenes.SIZE, "maxLongSide": 4 * scenes.SIZE, "windowing": "whole", "pooling": "upsampled",
            "superpixels": {"scale": 100, "sigma": 0.4, "minSize": 12},
            "localWeight": 0.95, "neighbours": 50, "relativeCut": 0.3,
            "support": "cosine:strong=0.8,weak=0.6,spread=0.25"}},
        "defaultPreset": "drawings",
        "files": files,
    }


def reference(folder, dense, image, text):
    """Writes reference.json, the pictures, and little-endian floats."""
    from PIL import Image as Png

    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(REFERENCE_SEED)
    drawn = np.stack([scenes.draw(rng).image for _ in range(2)])
    prompts = ["fish", "snow and a cactus", "a dog"]
    ids = [torch.from_numpy(encode(prompt)).long()[None] for prompt in prompts]
    ids = [i[:, :int((i != PAD).sum())] for i in ids]
    with torch.no_grad():
        pixels = as_pixels(drawn)
        arrays = {
            "dense": dense(pixels).flatten(2).transpose(1, 2),
            "image": F.normalize(image(pixels), dim=-1),
            "text": torch.cat([F.normalize(text(i, torch.ones_like(i)).mean(1), dim=-1) for i in ids]),
        }
    names = [f"picture-{number}.png" for number in range(len(drawn))]
    for name, picture in zip(names, drawn):
        Png.fromarray(picture).save(folder / name)
    described = {name: {"file": name + ".f32", "shape": list(values.shape)} for name, values in arrays.items()}
    for name, values in arrays.items():
        values.contiguous().numpy().astype("<f4").tofile(folder / (name + ".f32"))
    head = {"formatVersion": 1, "madeBy": f"tools/sketch/encoders.py, torch {torch.__version__}, seed {REFERENCE_SEED}",
            "pictures": names, "prompts": prompts}
    (folder / "reference.json").write_text(json.dumps(head | described, indent=1) + "\n")


def as_pixels(pictures):
    return torch.from_numpy(pictures.transpose(0, 3, 1, 2) / np.float32(127.5) - 1)


def main():
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--pack", type=Path, required=True, help="folder of the generator sketch")
    words.add_argument("--out", type=Path, required=True)
    words.add_argument("--reference", type=Path, help="folder of what PyTorch makes of two scenes")
    options = words.parse_args()
    out = options.out
    out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    rng = np.random.default_rng(SEED)
    codec = Codec.fit(np.stack([scenes.draw(rng).image for _ in range(1500)]))  # as train.py does
    captions = onnxruntime.InferenceSession(str(options.pack / "text_encoder.onnx"), providers=["CPUExecutionProvider"])
    hidden = captions.run(None, {"input_ids": encode("")[None].astype(np.int32)})[0]
    rng = np.random.default_rng(CALIBRATION_SEED)
    drawn = [scenes.draw(rng) for _ in range(CALIBRATION)]
    pictures = as_pixels(np.stack([s.image for s in drawn]))
    table = word_table(options.pack / "text_encoder.onnx")
    vectors = table[[WORDS.index(noun) for noun in scenes.NOUNS]]
    present = np.stack([[s.mask(noun).any() for noun in scenes.NOUNS] for s in drawn]).astype(np.float32)
    path = options.pack / "denoiser.onnx"
    dense = Dense(Features(restore(path, Denoiser(), "denoiser"), codec, hidden, DENSE), pictures).eval()
    image = Image(Features(restore(path, Denoiser(), "denoiser"), codec, hidden, IMAGE), pictures, present @ vectors).eval()
    text = Text(table)
    if options.reference:
        reference(options.reference, dense, image, text)
    ids = torch.from_numpy(np.stack([encode("snow"), encode("a fish")])).long()
    worst = {
        "dense.onnx": write(dense, out / "dense.onnx", {"pixel_values": pictures[:2]}, ["features"]),
        "image.onnx": write(image, out / "image.onnx", {"pixel_values": pictures[:2]}, ["image_embeds"]),
        "text.onnx": write(text, out / "text.onnx",
                           {"input_ids": ids, "attention_mask": (ids != PAD).long()}, ["word_vectors"]),
    }
    shutil.copy(options.pack / "vocab.txt", out / "vocab.txt")
    files = {}
    for name in (*worst, "vocab.txt"):
        content = (out / name).read_bytes()
        files[name] = {"sha256": hashlib.sha256(content).hexdigest(), "sizeBytes": len(content)}
        print(f"{name}: {len(content)} bytes" + (f", differs by {worst[name]:.1e}" if name in worst else ""))
    pack = description(dense.mean.shape[1], table.shape[1], files)
    (out / "pack.json").write_text(json.dumps(pack, indent=2) + "\n")


if __name__ == "__main__":
    main()
