"""python -m unittest discover tools/export: small networks of every library, read, exported and compared."""

import io
import json
import tempfile
import unittest
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import numpy
import onnxruntime
import torch
from safetensors.torch import save_file
from transformers import (
    CLIPConfig,
    CLIPModel,
    Dinov2Config,
    Dinov2Model,
    Dinov2WithRegistersConfig,
    Dinov2WithRegistersModel,
    ViTConfig,
    ViTModel,
)

import catalogue
import checkpoints
import export
import packs
import references
from networks import Size, Text, TextTower, Vision, VisionTower, randomise

SIZE = Size(depth=2, width=16, heads=2)
SIDE, PATCH = 32, 8
SMALL = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
PICTURE = {"image_size": SIDE, "patch_size": PATCH}
TIMM = {"img_size": SIDE, "patch_size": PATCH, "embed_dim": 16, "depth": 2, "num_heads": 2}


def vision(**changes):
    return Vision(SIZE, patch=PATCH, grid=SIDE // PATCH, **changes)


def pixels(side=SIDE):
    return torch.randn(2, 3, side, side, generator=torch.Generator().manual_seed(3))


def ids():
    made = torch.zeros(2, 77, dtype=torch.int64)
    made[0, :4] = torch.tensor([49406, 320, 2368, 49407])
    made[1, :3] = torch.tensor([49406, 1125, 49407])
    return made


class Checkpoints(unittest.TestCase):
    """Each library's tensors give that library's results."""

    def same(self, tower, tensors, expected, given):
        checkpoints.load(tower, tensors, "test")
        with torch.no_grad():
            numpy.testing.assert_allclose(tower(given).numpy(), expected.numpy(), rtol=0, atol=2e-5)

    def test_timm(self):
        network = references.dense("vit_tiny_patch16_224", 1, **TIMM)
        with torch.no_grad():
            expected = network.forward_features(pixels())
        self.same(VisionTower(vision()), network.state_dict(), expected, pixels())

    def test_timm_with_registers_layer_scale_and_another_side(self):
        changes = TIMM | {"reg_tokens": 4, "no_embed_class": True, "init_values": 1e-5}
        network = references.dense("vit_tiny_patch16_224", 1, **changes)
        tower = VisionTower(vision(registers=4, layer_scale=True))
        checkpoints.load(tower, network.state_dict(), "test")
        tower.resize(56)
        with torch.no_grad():
            expected = references.resized("vit_tiny_patch16_224", network, 56, **changes).forward_features(pixels(56))
            numpy.testing.assert_allclose(tower(pixels(56)).numpy(), expected.numpy(), rtol=0, atol=2e-5)

    def test_deit_with_its_own_names(self):
        network = references.dense("vit_tiny_patch16_224", 1, **TIMM, no_embed_class=True, init_values=1e-5)
        own = {
            name.replace("ls1.gamma", "gamma_1").replace("ls2.gamma", "gamma_2"): value
            for name, value in network.state_dict().items()
        }
        with torch.no_grad():
            expected = network.forward_features(pixels())
        self.same(VisionTower(vision(layer_scale=True)), own, expected, pixels())

    def test_open_clip(self):
        network = references.small_clip(
            8,
            {"layers": 2, "width": 16, "head_width": 8, "patch_size": PATCH, "image_size": SIDE},
            {"layers": 2, "width": 16, "heads": 2},
            1,
        )
        tensors = network.state_dict()
        spec = vision(clip=True, quick_gelu=True, epsilon=1e-5, embedding=8)
        with torch.no_grad():
            self.same(VisionTower(spec), tensors, network.encode_image(pixels()), pixels())
            self.same(TextTower(Text(SIZE, 8)), tensors, network.encode_text(ids()), ids())

    def test_transformers_clip(self):
        config = CLIPConfig(
            vision_config=SMALL | PICTURE, text_config=SMALL | {"eos_token_id": 49407}, projection_dim=8
        )
        network = randomise(CLIPModel(config), 1)
        tensors = saved(network)
        spec = vision(clip=True, quick_gelu=True, epsilon=1e-5, embedding=8)
        with torch.no_grad():
            image = network.visual_projection(network.vision_model(pixels()).pooler_output)
            text = network.text_projection(network.text_model(ids()).pooler_output)
        self.same(VisionTower(spec), tensors, image, pixels())
        self.same(TextTower(Text(SIZE, 8)), tensors, text, ids())

    def test_clip_as_a_local_backbone(self):
        network = randomise(CLIPModel(CLIPConfig(vision_config=SMALL | PICTURE, text_config=SMALL)), 1)
        spec = vision(clip=True, quick_gelu=True, epsilon=1e-5)
        with torch.no_grad():
            tower = network.vision_model
            expected = tower.post_layernorm(tower(pixels()).last_hidden_state)
        self.same(VisionTower(spec), saved(network), expected, pixels())

    def test_transformers_dinov2(self):
        network = randomise(Dinov2Model(Dinov2Config(**SMALL, **PICTURE)), 1)
        with torch.no_grad():
            expected = network(pixels()).last_hidden_state
        self.same(VisionTower(vision(layer_scale=True)), saved(network), expected, pixels())

    def test_transformers_dinov2_with_registers(self):
        network = randomise(Dinov2WithRegistersModel(Dinov2WithRegistersConfig(**SMALL, **PICTURE)), 1)
        with torch.no_grad():
            expected = network(pixels()).last_hidden_state
        self.same(VisionTower(vision(layer_scale=True, registers=4)), saved(network), expected, pixels())

    def test_transformers_vit(self):
        network = randomise(ViTModel(ViTConfig(**SMALL, **PICTURE, layer_norm_eps=1e-6), add_pooling_layer=False), 1)
        with torch.no_grad():
            expected = network(pixels()).last_hidden_state
        self.same(VisionTower(vision()), saved(network), expected, pixels())


def saved(network):
    """What the library writes to a file, which may be named unlike what it keeps in memory."""
    with tempfile.TemporaryDirectory() as folder:
        network.save_pretrained(folder)
        return checkpoints.read(Path(folder) / "model.safetensors")


class WrongCheckpoints(unittest.TestCase):
    """A checkpoint that does not fit says everything that is wrong with it."""

    def problems(self, tower, tensors):
        before = {name: value.clone() for name, value in tower.state_dict().items()}
        with self.assertRaises(checkpoints.CheckpointError) as caught:
            checkpoints.load(tower, tensors, "test.pth")
        for name, value in tower.state_dict().items():
            self.assertTrue(torch.equal(value, before[name]), name)
        return caught.exception.problems

    def test_missing_unexpected_and_misshapen_tensors_at_once(self):
        tensors = references.dense("vit_tiny_patch16_224", 1, **TIMM).state_dict()
        del tensors["blocks.1.mlp.fc1.bias"]
        tensors["blocks.2.norm1.weight"] = torch.ones(16)
        tensors["norm.weight"] = torch.ones(15)
        tensors["norm.bias"] = torch.full((16,), float("nan"))
        problems = self.problems(VisionTower(vision()), tensors)
        self.assertEqual(
            problems[1:],
            [
                "missing: blocks.1.mlp.up.bias [64]",
                "unexpected: blocks.2.norm1.weight [16]",
                "shape: norm.weight: expected [16], got [15]",
                "values: norm.bias: expected finite numbers, got NaN or infinity",
            ],
        )

    def test_a_larger_network(self):
        tensors = references.dense("vit_tiny_patch16_224", 1, **TIMM | {"embed_dim": 32, "depth": 3}).state_dict()
        problems = self.problems(VisionTower(vision()), tensors)
        self.assertEqual(sum(problem.startswith("unexpected: blocks.2.") for problem in problems), 12)
        self.assertIn("shape: patch_embed.proj.weight (patch.weight): expected [16, 3, 8, 8], got [32, 3, 8, 8]", problems)

    def test_registers_where_none_belong(self):
        tensors = references.dense("vit_tiny_patch16_224", 1, **TIMM, reg_tokens=4).state_dict()
        self.assertIn("unexpected: reg_token (registers) [1, 4, 16]", self.problems(VisionTower(vision()), tensors))

    def test_another_kind_of_network(self):
        problems = self.problems(VisionTower(vision()), {"layer1.0.conv1.weight": torch.ones(3)})
        self.assertIn("got 1: layer1.0.conv1.weight", problems[0])

    def test_files_that_are_no_checkpoints(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, content in (("a.safetensors", b"short"), ("b.pth", b"PK\x03\x04 cut"), ("c.pt", b"")):
                file = Path(folder) / name
                file.write_bytes(content)
                with self.assertRaisesRegex(checkpoints.CheckpointError, "expected safetensors, torch.save"):
                    checkpoints.read(file)

    def test_torchscript_archive(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "clip.pt"
            torch.jit.script(torch.nn.Linear(2, 3)).save(file)
            self.assertEqual(sorted(checkpoints.read(file)), ["bias", "weight"])


class Export(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        clip = vision(clip=True, quick_gelu=True, epsilon=1e-5, embedding=8)
        catalogue.DENSE["small"] = catalogue.Dense("small", vision(registers=4), 56, "Apache-2.0", ("none/none",))
        catalogue.TEXT["small"] = catalogue.Clip(clip, Text(SIZE, 8, vocabulary=100), ("none/none",), side=SIDE)

    def run_export(self, *arguments):
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as errors:
            try:
                export.main(["small", "--out", str(self.folder / "pack"), "--dense", "small", "--text", "small", *arguments])
                return ""
            except SystemExit as failure:
                return f"{failure}{errors.getvalue()}"

    def run_network(self, file, given):
        session = onnxruntime.InferenceSession(self.folder / "pack" / file)
        return session.run(None, {session.get_inputs()[0].name: given.numpy()})[0]

    def test_pack(self):
        self.assertEqual(self.run_export("--random-weights", "7"), "")
        pack = json.loads((self.folder / "pack" / "pack.json").read_text())
        self.assertEqual(sorted(pack["files"]), ["dense.onnx", "image.onnx", "text.onnx"])
        self.assertEqual(pack["dense"]["leadingTokens"], 5)
        self.assertEqual(self.run_network("dense.onnx", pixels(56)).shape, (2, 5 + 49, 16))
        self.assertEqual(self.run_network("image.onnx", pixels()).shape, (2, 8))
        self.assertEqual(self.run_network("text.onnx", (ids() % 100).int()).shape, (2, 8))

    def test_fixed_batch_and_half_precision(self):
        self.assertEqual(self.run_export("--random-weights", "7", "--batch", "2", "--precision", "fp16"), "")
        session = onnxruntime.InferenceSession(self.folder / "pack" / "dense.onnx")
        self.assertEqual(session.get_inputs()[0].shape, [2, 3, 56, 56])
        self.assertEqual(session.get_outputs()[0].type, "tensor(float)")
        expected = randomise(VisionTower(vision(registers=4)), 7)
        expected.resize(56)
        with torch.no_grad():
            difference = self.run_network("dense.onnx", pixels(56)) - expected(pixels(56)).numpy()
        self.assertLess(numpy.abs(difference).max(), 0.05)

    def test_weights_in_a_file_beside_the_network(self):
        tower = randomise(VisionTower(vision()), 1)
        file = self.folder / "dense.onnx"
        packs.write_network(tower, file, pixels()[:1], "pixel_values", "last_hidden_state", None, "fp32", 1000)
        self.assertTrue((self.folder / "dense.onnx.data").is_file())
        found = onnxruntime.InferenceSession(file).run(None, {"pixel_values": pixels().numpy()})[0]
        with torch.no_grad():
            numpy.testing.assert_allclose(found, tower(pixels()).numpy(), rtol=0, atol=2e-5)

    def test_wrong_checkpoints_leave_nothing_behind(self):
        wrong = self.folder / "wrong.safetensors"
        save_file({name: value.clone() for name, value in randomise(VisionTower(vision()), 1).state_dict().items()}, wrong)
        said = self.run_export("--checkpoint", str(wrong), "--clip-checkpoint", str(self.folder / "none.pt"))
        self.assertIn("expected tensors named as", said)
        self.assertIn("expected a file, got nothing", said)
        self.assertEqual([file.name for file in self.folder.iterdir()], ["wrong.safetensors"])

    def test_wrong_use_is_said_at_once(self):
        (self.folder / "pack").mkdir()
        with redirect_stderr(io.StringIO()) as errors, self.assertRaises(SystemExit):
            export.main(["Big Pack", "--out", str(self.folder / "pack")])
        for part in ("pack: expected a-z", "expected --dense and --text", "--out: expected a folder"):
            self.assertIn(part, errors.getvalue())


if __name__ == "__main__":
    unittest.main()
