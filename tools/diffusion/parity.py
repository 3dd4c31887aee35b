"""Holds networks written in Java against diffusers and DAAM, on weights by formula. See README.md.

    parity.py goldens DIR            outputs that the Java tests compare with
    parity.py folder DIR             a pipeline to be made into a pack
    parity.py compare DIR PACK       that pack against the library and DAAM
"""

import argparse
import json
from pathlib import Path

import torch
from safetensors.torch import save_file

import formula
import tiny

TOKENS = 77
CHOSEN = (2, 5, 76)
TIMESTEPS = (981.0, 981.0)


class Recorder:
    """Attention of the prompt's layers, explicitly: records shares [rows, heads, cells, tokens]."""

    def __init__(self, layer: int, records: dict[int, torch.Tensor]):
        self.layer, self.records = layer, records

    def __call__(self, attn, hidden_states, encoder_hidden_states=None, attention_mask=None):
        query = attn.head_to_batch_dim(attn.to_q(hidden_states))
        key = attn.head_to_batch_dim(attn.to_k(encoder_hidden_states))
        value = attn.head_to_batch_dim(attn.to_v(encoder_hidden_states))
        shares = torch.softmax(query @ key.transpose(1, 2) * attn.scale, dim=-1)
        self.records[self.layer] = shares.reshape(hidden_states.shape[0], attn.heads, -1, TOKENS)
        return attn.to_out[0](attn.batch_to_head_dim(shares @ value))


def record(unet) -> dict[int, torch.Tensor]:
    """Hooks the layers of the up path, then of the down path: DAAM's, in its order."""
    records: dict[int, torch.Tensor] = {}
    layers = [
        block.attn2
        for part in [*unet.up_blocks, *unet.down_blocks]
        if hasattr(part, "attentions")
        for transformer in part.attentions
        for block in transformer.transformer_blocks
    ]
    for index, layer in enumerate(layers):
        layer.set_processor(Recorder(index, records))
    return records


def maps(records: dict[int, torch.Tensor], chosen) -> dict[str, torch.Tensor]:
    """Per side [keys, words, side, side] of the last row."""
    sides: dict[int, list[torch.Tensor]] = {}
    for index in sorted(records):
        shares = records[index][-1][:, :, list(chosen)].transpose(1, 2)
        side = round(shares.shape[2] ** 0.5)
        sides.setdefault(side, []).append(shares.reshape(*shares.shape[:2], side, side))
    return {f"maps_{side}": torch.cat(layers).contiguous() for side, layers in sides.items()}


@torch.no_grad()
def goldens(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    digests = {}
    for shape in tiny.SHAPES:
        text, unet, vae = tiny.networks(shape)
        side, width = unet.config.sample_size, unet.config.cross_attention_dim
        records = record(unet)
        inputs = {
            "sample": (2, 4, side, side),
            "encoder_hidden_states": (2, TOKENS, width),
            "latent": (1, 4, side, side),
        }
        values = {name: torch.from_numpy(formula.normal_like(name, size)) for name, size in inputs.items()}
        noise = unet(values["sample"], torch.tensor(TIMESTEPS), values["encoder_hidden_states"]).sample
        image = vae.decode(values["latent"] / vae.config.scaling_factor).sample
        ids = torch.tensor([[49406, 320, 2368, 525, 320, 2368, 49407] + [0] * (TOKENS - 7)])
        hidden = text(input_ids=ids).last_hidden_state
        results = {"out_sample": noise, "image": image, "last_hidden_state": hidden, **maps(records, CHOSEN)}
        save_file({name: value.contiguous() for name, value in results.items()}, folder / f"{shape}.safetensors")
        decoder = {n: t for n, t in vae.state_dict().items() if n.startswith(("decoder.", "post_quant_conv."))}
        digests[shape] = {
            "text": tiny.digest({tiny.prefix(text) + n: tuple(t.shape) for n, t in text.state_dict().items()}),
            "denoiser": tiny.digest({n: tuple(t.shape) for n, t in unet.state_dict().items()}),
            "decoder": tiny.digest({n: tuple(t.shape) for n, t in decoder.items()}),
        }
    (folder / "tensors.json").write_text(json.dumps(digests, indent=2) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("goldens")
    command.add_argument("folder", type=Path)
    command = commands.add_parser("folder")
    command.add_argument("folder", type=Path)
    command.add_argument("--merges", type=Path, required=True, help="bpe_simple_vocab_16e6.txt.gz")
    command.add_argument("--shape", choices=sorted(tiny.SHAPES), default="sd21")
    command.add_argument("--side", type=int, default=64)
    command = commands.add_parser("compare")
    command.add_argument("folder", type=Path)
    command.add_argument("pack", type=Path)
    command.add_argument("--steps", type=int, default=3)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    if arguments.command == "goldens":
        goldens(arguments.folder)
    elif arguments.command == "folder":
        tiny.write(arguments.shape, arguments.folder, arguments.side, arguments.merges)
    else:
        import pipeline  # needs DAAM and ONNX Runtime, which goldens do not

        pipeline.compare(arguments.folder, arguments.pack, arguments.steps)


if __name__ == "__main__":
    main()
