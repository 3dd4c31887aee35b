"""Compares two traces stage by stage and writes report.json and report.md. See docs/parity.md."""

import argparse
import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

TIE = 1e-5
"""A pixel whose two best scores differ by less is a tie: rounding decides."""

EDGE_TIES = 1e-4
"""Of a window's labels: which of two equal edges comes first is not defined in the reference."""

WANTED_MASK = 0.995


@dataclass
class Stage:
    """Agreement in one stage, the worst over all pictures and windows; left out is what rests on labels that differ."""

    title: str
    measure: str
    tolerance: float
    equal: int = 0
    values: int = 0
    worst: float = 0.0
    where: str = ""
    skipped: int = 0

    def exact(self, where: str, reference: np.ndarray, ours: np.ndarray) -> bool:
        same = reference.shape == ours.shape
        equal = int((reference == ours).sum()) if same else 0
        self.add(where, equal, reference.size, 1 - equal / reference.size)
        return equal == reference.size

    def close(self, where: str, error: np.ndarray) -> None:
        error = np.asarray(error)
        self.add(where, int((error <= self.tolerance).sum()), error.size, float(error.max(initial=0)))

    def add(self, where: str, equal: int, values: int, worst: float) -> None:
        self.equal += equal
        self.values += values
        if worst > self.worst:
            self.worst, self.where = worst, where

    def holds(self) -> bool:
        return self.worst <= self.tolerance


@dataclass
class Picture:
    """Agreement of one picture's masks."""

    name: str
    size: str
    windows: int
    regions: int
    pixels: int
    differing: int
    ties: int
    labels: float
    score_error: float

    def equal(self) -> float:
        return 1 - self.differing / self.pixels


@dataclass
class Comparison:
    """Walks through both traces."""

    reference: Path
    ours: Path
    pictures: list[Picture] = field(default_factory=list)
    stages: dict[str, Stage] = field(
        default_factory=lambda: {
            "texts": Stage("text embeddings", "max abs difference", 1e-5),
            "prototypes": Stage("representative prototypes", "max abs difference / length", 1e-5),
            "image": Stage("decoded picture", "share of differing samples", 0),
            "resized": Stage("resized picture", "share of differing samples", 0),
            "windows": Stage("window plan", "share of differing corners", 0),
            "labels": Stage("superpixel labels", "share of differing pixels", EDGE_TIES),
            "tokens": Stage("tokens", "max abs difference / deviation", 1e-3),
            "token cosine": Stage("tokens, direction", "1 - cosine", 1e-4),
            "vanished": Stage("vanished regions", "share of regions", 0),
            "features": Stage("pooled features, unit length", "max abs difference", 1e-5),
            "local": Stage("local similarities of regions", "max abs difference", 1e-5),
            "dense": Stage("local similarities of tokens", "max abs difference", 1e-5),
            "global": Stage("global similarities", "max abs difference", 1e-5),
            "scores": Stage("score map", "max abs difference", 1e-5),
            "mask": Stage("mask", "share of differing pixels", 1 - WANTED_MASK),
        }
    )

    def run(self) -> None:
        folders = sorted(path.parent for path in self.reference.glob("*/mask.npy"))
        missing = [path.name for path in folders if not (self.ours / path.name).is_dir()]
        if not folders or missing:
            raise SystemExit(f"{self.ours}: expected the pictures of {self.reference}, missing: {missing or 'all'}")
        for folder in folders:
            self.picture(folder.name)

    def load(self, name: str, stage: str) -> tuple[np.ndarray, np.ndarray]:
        return np.load(self.reference / name / f"{stage}.npy"), np.load(self.ours / name / f"{stage}.npy")

    def picture(self, name: str) -> None:
        reference, ours = self.load(name, "texts")
        self.stages["texts"].close(name, np.abs(reference - ours))
        reference, ours = self.load(name, "prototypes")
        if len(reference) == len(ours) == len(np.load(self.ours / name / "texts.npy")):
            self.stages["prototypes"].close(name, np.abs(reference - ours) / np.linalg.norm(reference, axis=1, keepdims=True))
        else:
            self.stages["prototypes"].skipped += 1
        for stage in ("image", "resized", "windows"):
            self.stages[stage].exact(name, *self.load(name, stage))
        windows = len(np.load(self.reference / name / "windows.npy"))
        before = self.stages["labels"].values, self.stages["labels"].equal
        regions = sum(self.window(name, window) for window in range(windows))
        values, equal = (after - earlier for after, earlier in zip((self.stages["labels"].values, self.stages["labels"].equal), before))
        self.mask(name, windows, regions, equal / values if values else 1)

    def window(self, name: str, window: int) -> int:
        where = f"{name}, window {window}"
        reference, ours = self.load(name, f"tokens-{window}")
        self.stages["tokens"].close(where, np.abs(reference - ours) / reference.std())
        self.stages["token cosine"].close(where, np.maximum(0, 1 - cosines(reference, ours)))
        for stage in ("dense", "global"):
            if (self.reference / name / f"{stage}-{window}.npy").exists():
                reference, ours = self.load(name, f"{stage}-{window}")
                self.stages[stage].close(where, np.abs(reference - ours))
        if not (self.reference / name / f"labels-{window}.npy").exists():
            return 0
        labels, our_labels = self.load(name, f"labels-{window}")
        order, our_order = appearance(labels), appearance(our_labels)
        if self.stages["labels"].exact(where, numbered(labels, order), numbered(our_labels, our_order)):
            self.regions(name, window, where, order, our_order)
        else:
            for stage in ("vanished", "features", "local"):
                self.stages[stage].skipped += 1
        return int(labels.max()) + 1

    def regions(self, name: str, window: int, where: str, order: np.ndarray, our_order: np.ndarray) -> None:
        """Rows of the reference are unit vectors, or not a number where a region vanished; ours are raw, or zero."""
        reference, ours = self.load(name, f"features-{window}")
        reference, ours = reference[order], ours[our_order]
        vanished, our_vanished = np.isnan(reference).any(axis=1), ~ours.any(axis=1)
        self.stages["vanished"].exact(where, vanished, our_vanished)
        both = ~vanished & ~our_vanished
        unit = ours[both] / np.linalg.norm(ours[both], axis=1, keepdims=True)
        self.stages["features"].close(where, np.abs(reference[both] - unit))
        if (self.reference / name / f"local-{window}.npy").exists():
            local, our_local = self.load(name, f"local-{window}")
            self.stages["local"].close(where, np.abs(local[order][both] - our_local[our_order][both]))

    def mask(self, name: str, windows: int, regions: int, labels: float) -> None:
        scores, our_scores = self.load(name, "scores")
        scores = scores[:, :, scores.shape[2] - our_scores.shape[2] :]  # without the plane of the background, which comes first
        errors = np.abs(scores - our_scores).max(axis=2)
        if labels == 1:
            self.stages["scores"].close(name, errors)
        else:
            self.stages["scores"].skipped += 1
        reference, ours = self.load(name, "mask")
        self.stages["mask"].exact(name, reference, ours)
        final = np.load(self.reference / name / "final.npy")
        two = np.partition(final, len(final) - 2, axis=0)[-2:] if len(final) > 1 else np.array([final[0] - 1, final[0]])
        differing = reference != ours
        ties = differing & (two[1] - two[0] < TIE)
        size = f"{reference.shape[0]}x{reference.shape[1]}"
        self.pictures.append(
            Picture(name, size, windows, regions, reference.size, int(differing.sum()), int(ties.sum()), labels, float(errors.max()))
        )


def appearance(labels: np.ndarray) -> np.ndarray:
    """The labels in the order in which a raster scan meets them: algorithms number regions as they like."""
    found, first = np.unique(labels, return_index=True)
    return found[np.argsort(first)]


def numbered(labels: np.ndarray, order: np.ndarray) -> np.ndarray:
    numbers = np.zeros(order.max() + 1, np.int64)
    numbers[order] = np.arange(len(order))
    return numbers[labels]


def cosines(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    a, b = a.astype(np.float64), b.astype(np.float64)
    return (a * b).sum(axis=-1) / (np.linalg.norm(a, axis=-1) * np.linalg.norm(b, axis=-1))


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def markdown(comparison: Comparison) -> str:
    stages = [
        [
            stage.title,
            f"{stage.values:,}",
            f"{100 * stage.equal / max(1, stage.values):.4f} %",
            stage.measure,
            f"{stage.worst:.2e}",
            f"{stage.tolerance:.0e}",
            ("yes" if stage.holds() else f"no: {stage.where}") + (f", {stage.skipped} left out" if stage.skipped else ""),
        ]
        for stage in comparison.stages.values()
        if stage.values
    ]
    pictures = [
        [p.name, p.size, str(p.windows), str(p.regions), f"{p.labels:.6f}", f"{p.score_error:.1e}", f"{p.equal():.6f}", str(p.differing), str(p.ties)]
        for p in sorted(comparison.pictures, key=Picture.equal)
    ]
    totals = summary(comparison)
    return (
        f"Pictures: {totals['pictures']}; pixels: {totals['pixels']:,}; differing: {totals['differing']:,}, of these ties: {totals['ties']:,}; "
        f"equal: {100 * totals['equal']:.5f} %; worst picture: {100 * totals['worst']:.5f} %.\n\n"
        + table(["stage", "values", "within tolerance", "measure", "worst", "tolerance", "holds"], stages)
        + "\n"
        + table(["picture", "size", "windows", "regions", "equal labels", "score error", "equal mask", "differing", "ties"], pictures)
    )


def summary(comparison: Comparison) -> dict:
    pixels = sum(p.pixels for p in comparison.pictures)
    differing = sum(p.differing for p in comparison.pictures)
    return {
        "pictures": len(comparison.pictures),
        "pixels": pixels,
        "differing": differing,
        "ties": sum(p.ties for p in comparison.pictures),
        "equal": 1 - differing / pixels,
        "worst": min(p.equal() for p in comparison.pictures),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reference", type=Path, required=True)
    parser.add_argument("--ours", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    comparison = Comparison(options.reference, options.ours)
    comparison.run()
    options.out.mkdir(parents=True, exist_ok=True)
    report = {
        "summary": summary(comparison),
        "stages": {name: vars(stage) for name, stage in comparison.stages.items()},
        "pictures": [vars(picture) for picture in comparison.pictures],
    }
    (options.out / "report.json").write_text(json.dumps(report, indent=1))
    (options.out / "report.md").write_text(markdown(comparison))
    print(markdown(comparison).split("\n\n")[0])
    raise SystemExit(0 if all(stage.holds() for stage in comparison.stages.values()) else 1)


if __name__ == "__main__":
    main()
