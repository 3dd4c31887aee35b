"""python -m unittest discover tools/export: pickles become the safetensors of the same tensors."""

import tempfile
import unittest
from pathlib import Path

import torch
from safetensors.torch import load_file

import convert


class Tower(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.arange(6.0).reshape(2, 3))

    def forward(self, rows):
        return rows @ self.weight


class Code:
    """Something that would run when it is unpickled."""

    def __reduce__(self):
        return print, ("unpickled",)


class Conversions(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.source, self.target = self.folder / "weights.pth", self.folder / "weights.safetensors"

    def converted(self):
        convert.main([str(self.source), str(self.target)])
        return load_file(self.target)

    def test_wrapped_and_prefixed_tensors(self):
        torch.save({"epoch": 3, "teacher": {"module.backbone.norm.weight": torch.ones(2)}}, self.source)
        self.assertEqual({"norm.weight": [1.0, 1.0]}, {name: value.tolist() for name, value in self.converted().items()})

    def test_tensors_that_share_memory_or_are_transposed(self):
        table = torch.arange(6.0).reshape(2, 3)
        torch.save({"one": table, "other": table, "turned": table.T}, self.source)
        tensors = self.converted()
        self.assertTrue(torch.equal(tensors["one"], table) and torch.equal(tensors["other"], table))
        self.assertTrue(torch.equal(tensors["turned"], table.T))

    def test_torchscript(self):
        torch.jit.script(Tower()).save(self.source)
        self.assertTrue(torch.equal(self.converted()["weight"], Tower().weight))

    def test_code_is_not_run(self):
        torch.save({"weight": torch.ones(1), "code": Code()}, self.source)
        self.refused("expected torch.save or TorchScript")

    def test_what_is_no_checkpoint(self):
        for content in (b"", b"<html>", b"PK\x03\x04 cut short"):
            self.source.write_bytes(content)
            self.refused("expected torch.save or TorchScript")

    def test_nothing_named(self):
        torch.save([torch.ones(1)], self.source)
        self.refused("expected named tensors, got a list")

    def refused(self, words):
        with self.assertRaisesRegex(SystemExit, words):
            self.converted()
        self.assertEqual([self.source], list(self.folder.iterdir()))


if __name__ == "__main__":
    unittest.main()
