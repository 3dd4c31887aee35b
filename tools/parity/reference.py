"""Runs the authors' program on pictures and writes every intermediate as .npy, a folder a picture. See docs/parity.md."""

import argparse
import contextlib
import importlib.util
import io
import json
import sys
import tempfile
from pathlib import Path
from unittest import mock

import numpy as np

import environment
import index
from pack import Clip, DenseBackbone, Pack, WordPiece, preprocessing
from settings import Settings

WINDOW = 448


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--freeda", type=Path, required=True, help="checkout of aimagelab/freeda")
    parser.add_argument("--checkout", type=Path, action="append", default=[], help="checkout of mmcv 1.6, of mmsegmentation 0.2x")
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--settings", type=Path, required=True, help="settings.json that our trace wrote")
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--images", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True, help="a category a line")
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args()


def build_model(pack: Pack, settings: Settings, knn: Path, embeddings: Path):
    """The authors' FreeDA with the settings of their configuration files, on the pack's networks."""
    import open_clip
    import timm
    from models.freeda.freeda import FreeDA

    clip = Clip(pack)
    source = pack.json["image"]["input"]
    transform = open_clip.transform.image_transform(
        source["sizePx"][0], is_train=False, mean=tuple(source["mean"]), std=tuple(source["std"])
    )
    with (
        mock.patch.object(timm, "create_model", lambda *_, **__: DenseBackbone(pack)),
        mock.patch.object(open_clip, "create_model_and_transforms", lambda *_, **__: (clip, None, transform)),
    ):
        model = FreeDA(
            clip_model=environment.CLIP,
            clip_weights="pack",
            backbone_model_name=environment.BACKBONE,
            collection_index=str(knn),
            collection_embeddings=str(embeddings),
            last_attn_keys=False,
            masker=None,
            save_mask_cut_masks=False,
            save_mask_cut_masks_dir=None,
            category_pre_filtering=False,
            save_category_pre_filtering=False,
            save_category_pre_filtering_dir=None,
            region_pooling=True,
            embedding_list_dir=None,
            save_dino_features_dir=None,
            save_dino_features=False,
            **settings.model(),
        )
    if not pack.is_transformer():
        model.backbone_transforms = preprocessing(pack.json["dense"]["input"])
        model.clip_image_preprocess = preprocessing(source)
        model.clip_tokenizer = WordPiece(pack)
    return model


def build_inference(freeda: Path, model, settings: Settings, names: list[str]):
    """The authors' inference class in mmseg's sliding windows."""
    path = freeda / "src/segmentation/evaluation/freeda_seg.py"
    spec = importlib.util.spec_from_file_location("freeda_seg", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    tokens = model.build_dataset_class_tokens("sub_imagenet_template", names)
    texts, prototypes = model.build_proto_embedding(tokens)
    test = {"mode": "slide", "stride": (WINDOW // 2, WINDOW // 2), "crop_size": (WINDOW, WINDOW)}
    return module.FreeDASegInference(model, texts, prototypes, names, test_cfg=test, **settings.inference())


class Recorder:
    """Listens to the authors' program and keeps what passes between its stages."""

    def __init__(self, inference):
        self.inference = inference
        self.stages: dict[str, np.ndarray] = {}
        self.windows: list[tuple[int, int, int, int]] = []

    def keep(self, name: str, values) -> None:
        self.stages[name] = np.ascontiguousarray(np.asarray(values))

    def in_window(self, name: str, values) -> None:
        self.keep(f"{name}-{len(self.windows) - 1}", values)

    def listening(self) -> contextlib.ExitStack:
        import torch

        model = self.inference.model
        stack = contextlib.ExitStack()
        listen(stack, type(self.inference), "encode_decode", before=self.window)
        if model.use_mask_proposer:
            listen(stack, type(model.mask_proposer_algorithm), "__call__", after=self.labels)
        listen(stack, type(model.masker), "forward_seg", before=self.tokens, after=self.dense)
        listen(stack, torch, "einsum", before=self.features, after=self.local)
        listen(stack, model.clip_model, "encode_image", after=self.embedding)
        listen(stack, torch.nn.functional, "interpolate", before=self.interpolated)
        listen(stack, type(self.inference), "slide_inference", after=lambda result: self.keep("final", result[0]))
        return stack

    def window(self, _, crop, __) -> None:
        """A crop is a view of the resized picture, so its offset tells its place."""
        y, x = divmod(crop.storage_offset(), crop.stride(2))
        self.windows.append((y, x // crop.stride(3), crop.shape[2], crop.shape[3]))

    def labels(self, result) -> None:
        self.in_window("labels", result[3][0].int())

    def tokens(self, _, features, *__, **___) -> None:
        self.in_window("tokens", features[0].permute(1, 2, 0))

    def dense(self, result) -> None:
        self.in_window("dense", result[1][0].permute(1, 2, 0))

    def features(self, equation, *operands) -> None:
        self.equation = equation
        if equation == "bc,nkc->bnk":
            self.in_window("features", operands[0])

    def local(self, result) -> None:
        """With several prototypes a category these are not the final similarities, which show in the scores."""
        if self.equation == "bc,nkc->bnk" and result.shape[2] == 1:
            self.in_window("local", result[:, :, 0])

    def embedding(self, result) -> None:
        unit = result / result.norm(dim=-1, keepdim=True)
        self.in_window("global", (unit @ self.inference.text_embedding.T)[0])

    def interpolated(self, values, *_, **__) -> None:
        self.last = values

    def finish(self) -> dict[str, np.ndarray]:
        self.keep("windows", np.array(self.windows, np.int32))
        self.keep("scores", self.last[0].permute(1, 2, 0))
        return self.stages


def listen(stack: contextlib.ExitStack, owner, name: str, before=None, after=None) -> None:
    """Calls before with the arguments and after with the result of a function, which goes on as it was."""
    original = getattr(owner, name)

    def heard(*args, **kwargs):
        if before is not None:
            before(*args, **kwargs)
        result = original(*args, **kwargs)
        if after is not None:
            after(result)
        return result

    stack.enter_context(mock.patch.object(owner, name, heard))


def pipeline(freeda: Path):
    """The authors' test pipeline, run by mmseg."""
    import mmcv
    from mmseg.datasets import PIPELINES
    from mmseg.datasets.pipelines import Compose

    class FloatImage:
        """Registered under the name that their configuration uses: pixels as single precision."""

        def __call__(self, results):
            results["img"] = results["img"].astype(np.float32)
            return results

    PIPELINES.register_module(module=FloatImage)
    path = freeda / "src/segmentation/configs/_base_/datasets/pascal_voc12_20.py"
    config = mmcv.Config.fromfile(str(path), import_custom_modules=False)
    return Compose(config.test_pipeline)


def segment(inference, data: dict, picture: Path) -> dict[str, np.ndarray]:
    import mmcv
    import torch

    image, meta = data["img"][0][None], data["img_metas"][0].data
    recorder = Recorder(inference)
    recorder.keep("image", mmcv.imread(str(picture))[:, :, ::-1])
    recorder.keep("resized", image[0].permute(1, 2, 0).numpy()[:, :, ::-1].astype(np.uint8))
    recorder.keep("texts", inference.text_embedding)
    recorder.keep("prototypes", inference.proto_embedding.flatten(0, 1))
    with recorder.listening(), torch.no_grad():
        labels = inference.simple_test(image, [meta])[0]
    stages = recorder.finish()
    first = 0 if inference.with_bg else 1
    stages["mask"] = (labels + first).astype(np.uint16)  # last: a picture with a mask is complete, a run that was cut goes on
    return stages


def main() -> None:
    options = arguments()
    environment.prepare(options.freeda, options.checkout)
    pack = Pack(options.pack)
    settings = Settings(options.settings)
    names = [line.strip() for line in options.vocabulary.read_text().splitlines() if line.strip()]
    pictures = sorted(path for path in options.images.iterdir() if path.suffix.lower() in (".jpg", ".jpeg", ".png", ".webp"))
    with tempfile.TemporaryDirectory() as temporary, contextlib.redirect_stdout(io.StringIO()):
        knn, embeddings = index.hand_over(options.index, Path(temporary))
        model = build_model(pack, settings, knn, embeddings)
        inference = build_inference(options.freeda, model, settings, names).eval()
        prepare = pipeline(options.freeda)
        for picture in pictures:
            folder = options.out / picture.stem
            if (folder / "mask.npy").exists():
                continue
            data = prepare({"img_info": {"filename": str(picture)}, "img_prefix": None})
            if not pack.is_transformer() and min(data["img"][0].shape[1:]) < WINDOW:
                print(f"{picture.name}: left out, the reference needs square grids", file=sys.stderr)
                continue
            folder.mkdir(parents=True, exist_ok=True)
            for name, values in segment(inference, data, picture).items():
                np.save(folder / f"{name}.npy", values)
    (options.out / "versions.json").write_text(json.dumps(environment.versions(), indent=1))


if __name__ == "__main__":
    main()
