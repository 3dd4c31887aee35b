"""The networks of a model pack for the reference: same ONNX files, same numbers."""

import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch


class Pack:
    """A folder with pack.json and ONNX files."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.json = json.loads((folder / "pack.json").read_text())

    def session(self, role: str) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 2
        path = str(self.folder / self.json[role]["file"])
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def is_transformer(self) -> bool:
        """Whether the authors' own preprocessing fits: fixed size, RGB, 0..1, mean and deviation."""
        return self.json["dense"]["layout"] == "tokens"


class DenseBackbone(torch.nn.Module):
    """Takes the place of the timm model: forward_features gives the class token and the grid."""

    def __init__(self, pack: Pack):
        super().__init__()
        self.spec = pack.json["dense"]
        self.network = pack.session("dense")
        if self.spec.get("leadingTokens", 0) not in (0, 1):
            raise ValueError("the reference drops exactly one leading token, the pack has more")
        side = 37
        self.pos_embed = torch.nn.Parameter(torch.zeros(1, side * side + 1, 1), requires_grad=False)
        source = self.spec["input"]
        self.pretrained_cfg = {
            "input_size": (3, 518, 518),
            "interpolation": "bicubic",
            "mean": tuple(source["mean"]),
            "std": tuple(source["std"]),
            "crop_pct": 1.0,
        }

    def forward_features(self, pixels: torch.Tensor) -> torch.Tensor:
        feed = {self.spec["input"]["name"]: pixels.numpy()}
        output = torch.from_numpy(self.network.run([self.spec["output"]], feed)[0])
        if self.spec["layout"] == "tokens":
            return output
        tokens = output.flatten(2).permute(0, 2, 1)
        return torch.cat([torch.zeros_like(tokens[:, :1]), tokens], dim=1)


class Clip(torch.nn.Module):
    """Takes the place of the open_clip model."""

    def __init__(self, pack: Pack):
        super().__init__()
        self.spec = pack.json
        self.image = pack.session("image")
        self.text = pack.session("text")
        self.anchor = torch.nn.Parameter(torch.zeros(1), requires_grad=False)

    def encode_image(self, pixels: torch.Tensor) -> torch.Tensor:
        spec = self.spec["image"]
        feed = {spec["input"]["name"]: pixels.numpy()}
        return torch.from_numpy(self.image.run([spec["output"]], feed)[0])

    def encode_text(self, tokens: torch.Tensor) -> torch.Tensor:
        return torch.cat([self.prompt(row) for row in tokens.numpy()])

    def prompt(self, ids: np.ndarray) -> torch.Tensor:
        spec = self.spec["text"]
        kind = np.int32 if spec["input"]["type"] == "int32" else np.int64
        if "attentionMask" in spec["input"]:
            ids = ids[: np.flatnonzero(ids)[-1] + 1]
        feed = {spec["input"]["ids"]: ids[None].astype(kind)}
        for name, value in (("attentionMask", 1), ("tokenTypeIds", 0)):
            if name in spec["input"]:
                feed[spec["input"][name]] = np.full((1, len(ids)), value, kind)
        output = torch.from_numpy(self.text.run([spec["output"]], feed)[0])
        if spec["pooling"] == "mean":
            output = output.mean(dim=1)
        return torch.nn.functional.normalize(output, dim=-1) if spec.get("unitLength") else output


class WordPiece:
    """Takes the place of open_clip's tokenizer for packs whose text encoder is a BERT."""

    def __init__(self, pack: Pack):
        import tokenizers

        spec = pack.json["text"]["tokenizer"]
        self.length = spec["maxTokens"]
        self.tokenizer = tokenizers.Tokenizer.from_file(str(pack.folder / spec["file"]))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(self.length)

    def __call__(self, texts: list[str]) -> torch.Tensor:
        ids = torch.zeros(len(texts), self.length, dtype=torch.long)
        for row, encoding in enumerate(self.tokenizer.encode_batch(texts)):
            ids[row, : len(encoding.ids)] = torch.tensor(encoding.ids)
        return ids


def preprocessing(source: dict):
    """What pack.json says of a network's input, for packs that the authors' transforms do not fit."""

    def apply(window: torch.Tensor) -> torch.Tensor:
        pixels = window.float()
        if source["sizePx"] != "as-is":
            if source["resampling"] != "area":
                raise ValueError(f"{source['resampling']}: expected area")
            pixels = torch.nn.functional.interpolate(pixels, tuple(source["sizePx"]), mode="area")
        if source["channels"] == "bgr":
            pixels = pixels.flip(1)
        mean = torch.tensor(source["mean"]).view(1, 3, 1, 1)
        deviation = torch.tensor(source["std"]).view(1, 3, 1, 1)
        return (pixels / source["divisor"] - mean) / deviation

    return apply
