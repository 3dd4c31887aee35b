"""CPU-seconds a window of PyTorch and of ONNX Runtime, in turn, one thread each.

    venv/bin/python tools/export/speed.py resnet PACK_FOLDER [PACK_FOLDER...] [--rounds N]
    venv/bin/python tools/export/speed.py vit-b PACK_FOLDER [PACK_FOLDER...] [--rounds N]

`resnet` is timm's ResNet-50 with output stride 16 at 448 x 597, beside packs such as `lite`; `vit-b` is
timm's DINOv2 ViT-B/14 at 518 beside packs such as `random-b`. Weights are random: they do not change the
time. The process's own CPU time is taken, so that what else the machine does counts little.
"""

import argparse
import pathlib
import statistics
import sys
import time

import numpy
import onnxruntime
import torch

import references

SIZES = {"resnet": (448, 597), "vit-b": (518, 518)}


def network(kind):
    references.without_torchvision()
    import timm

    if kind == "resnet":
        return timm.create_model(
            "resnet50", pretrained=False, features_only=True, output_stride=16, out_indices=(4,)
        ).eval()
    return timm.create_model(
        "vit_base_patch14_dinov2", pretrained=False, num_classes=0, img_size=518
    ).eval()


def of_torch(model, pixels, low):
    tensor = torch.from_numpy(pixels)

    def run():
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=low):
            model.forward_features(tensor) if hasattr(model, "forward_features") else model(tensor)

    return run


def of_pack(folder, pixels):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        str(folder / "dense.onnx"), options, providers=["CPUExecutionProvider"]
    )
    name = session.get_inputs()[0].name
    return lambda: session.run(None, {name: pixels})


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=sorted(SIZES))
    parser.add_argument("packs", nargs="+", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    torch.set_num_threads(1)
    pixels = numpy.random.default_rng(1).standard_normal(
        (1, 3, *SIZES[options.kind]), dtype=numpy.float32
    )
    model = network(options.kind)
    runs = {
        "PyTorch fp32": of_torch(model, pixels, False),
        "PyTorch bf16 autocast": of_torch(model, pixels, True),
    }
    for folder in options.packs:
        runs[folder.name] = of_pack(folder, pixels)
    spent = {name: [] for name in runs}
    for turn in range(options.rounds + 1):
        for name, run in runs.items():
            start = time.process_time()
            run()
            if turn > 0:
                spent[name].append(time.process_time() - start)
    base = statistics.median(spent["PyTorch fp32"])
    print(f"torch {torch.__version__}, onnxruntime {onnxruntime.__version__}, one thread")
    for name, seconds in spent.items():
        median = statistics.median(seconds)
        print(f"{name:24} {median:.3f} CPU-s a window, {median / base:.2f} of PyTorch fp32")
    return 0


if __name__ == "__main__":
    sys.exit(main())
