"""Writes a checkpoint's networks as ONNX: opset 17, IR 8, weights of 16 bits cast to 32."""

import argparse
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper

import vocabulary
from networks import CHANNELS, GRID, LATENT, WIDTH, Decoder, Denoiser, TextEncoder
from vocabulary import TOKENS

ROWS = 8  # of token_select
SMALL = 8  # constants of fewer numbers stay as they are


class TextOutput(torch.nn.Module):
    def __init__(self, text):
        super().__init__()
        self.text = text

    def forward(self, input_ids):
        return self.text(input_ids.long())


class WordMaps(torch.nn.Module):
    """The denoiser on rows (unconditional, conditional), with the wanted tokens' attributions.

    A map is the transposed softmax probabilities of the conditional row times token_select, one per
    layer and head ("key"), in the order in which the layers run.
    """

    def __init__(self, denoiser):
        super().__init__()
        self.denoiser = denoiser

    def forward(self, sample, timestep, encoder_hidden_states, token_select):
        out, records = self.denoiser(sample, timestep, encoder_hidden_states)
        maps = {grid: [] for grid in CHANNELS}
        for grid, weights in records:
            chosen = token_select @ weights[1].transpose(1, 2)
            maps[int(grid)].append(chosen.reshape(-1, ROWS, int(grid), int(grid)))
        return (out, *(torch.cat(m) for m in maps.values() if m))


def load(checkpoint):
    """Text encoder, denoiser and decoder with averaged weights, and the whole checkpoint."""
    saved = torch.load(checkpoint, weights_only=False)
    text, denoiser, decoder = TextEncoder(), Denoiser(), Decoder()
    modules = torch.nn.ModuleDict({"text": text, "denoiser": denoiser})
    modules.load_state_dict(saved["average"])
    decoder.load_state_dict(saved["decoder"])
    return text.eval(), denoiser.eval(), decoder.eval(), saved


def halve(path):
    """Stores float weights with 16 bits and a Cast to 32 in front of their use."""
    model = onnx.load(path)
    graph, casts = model.graph, []
    for weight in list(graph.initializer):
        values = numpy_helper.to_array(weight)
        if weight.data_type != TensorProto.FLOAT or values.size < SMALL:
            continue
        name = weight.name
        graph.initializer.remove(weight)
        graph.initializer.append(numpy_helper.from_array(values.astype(np.float16), name + "_16"))
        casts.append(helper.make_node("Cast", [name + "_16"], [name], to=TensorProto.FLOAT))
    nodes = casts + list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes)
    del graph.value_info[:]
    model.ir_version = 8
    model.producer_name, model.producer_version, model.doc_string = "sketch", "", ""
    onnx.checker.check_model(model)
    onnx.save(model, path)


def write(network, path, inputs, names, outputs, dynamic=None):
    """Exports one network; gives the largest difference between ONNX Runtime and PyTorch."""
    with torch.no_grad():
        expected = network(*inputs)
    torch.onnx.export(network, inputs, str(path), input_names=names, output_names=outputs,
                      dynamic_axes=dynamic, opset_version=17, dynamo=False)
    halve(path)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    found = session.run(None, {n: v.numpy() for n, v in zip(names, inputs)})
    expected = expected if isinstance(expected, tuple) else (expected,)
    return max(float(np.abs(f - e.numpy()).max()) for f, e in zip(found, expected))


def export(checkpoint, out):
    torch.set_num_threads(1)
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    text, denoiser, decoder, saved = load(checkpoint)
    generator = torch.Generator().manual_seed(1)
    ids = torch.from_numpy(vocabulary.encode("a house on grass under the sky"))[None]
    empty = torch.from_numpy(vocabulary.encode(""))[None]
    ids = torch.cat([empty, ids])
    with torch.no_grad():
        hidden = text(ids.long())
    select = torch.zeros(ROWS, TOKENS)
    select[0, 2] = select[1, 4] = 1
    sample = torch.randn(2, LATENT, GRID, GRID, generator=generator)
    worst = {
        "text_encoder.onnx": write(
            TextOutput(text), out / "text_encoder.onnx", (ids,), ["input_ids"],
            ["last_hidden_state"],
            {"input_ids": {0: "batch"}, "last_hidden_state": {0: "batch"}}),
        "denoiser.onnx": write(
            WordMaps(denoiser), out / "denoiser.onnx",
            (sample, torch.full((2,), 501.0), hidden, select),
            ["sample", "timestep", "encoder_hidden_states", "token_select"],
            ["out_sample", "maps_16", "maps_8"]),
        "decoder.onnx": write(decoder, out / "decoder.onnx", (sample[:1],), ["latent"], ["image"]),
    }
    assert hidden.shape[1:] == (TOKENS, WIDTH)
    vocabulary.write(out / "vocab.txt")
    np.savez(out / "codec.npz", mean=saved["codec"][0], matrix=saved["codec"][1])
    total = sum((out / name).stat().st_size for name in worst)
    for name, difference in worst.items():
        print(f"{name}: {(out / name).stat().st_size} bytes, differs by {difference:.1e}")
    print(f"step {saved['step']}, {total} bytes in all")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("--out", required=True, help="folder for the networks and vocab.txt")
    arguments = parser.parse_args()
    export(arguments.checkpoint, arguments.out)


if __name__ == "__main__":
    main()
