"""Our settings in the words of the authors' configuration."""

import json
from pathlib import Path

SUPERPIXELS = {
    "felzenszwalb": {"scale": "scale", "sigma": "sigma", "minSize": "min_size"},
    "slic": {"count": "n_segments", "compactness": "compactness", "sigma": "sigma", "iterations": "max_num_iter"},
    "watershed": {"count": "markers", "compactness": "compactness"},
    "seeds": {"count": "num_superpixels", "levels": "num_levels", "prior": "prior", "bins": "histogram_bins", "iterations": "num_iterations"},
}
WHOLE_NUMBERS = {"minSize", "count", "iterations", "levels", "prior", "bins", "clusters", "voters"}

# What the authors' own parameter sets fix beside those above.
FIXED = {
    "slic": {"start_label": 0, "min_size_factor": 0.5, "enforce_connectivity": True},
    "seeds": {"image_width": 448, "image_height": 448, "image_channels": 3, "double_step": False},
}
STRATEGIES = {"base": "base", "only-local": "only_dino", "local-of-winner": "dino_after_ensemble"}


def parts(value: str) -> tuple[str, dict]:
    """`name:part=value,part=value` in pieces."""
    name, _, rest = value.partition(":")
    pairs = (pair.partition("=") for pair in rest.split(",") if pair)
    return name, {key: int(float(text)) if key in WHOLE_NUMBERS else text for key, _, text in pairs}


class Settings:
    """Values by name, as docs/settings.md describes them."""

    def __init__(self, path: Path):
        self.values = json.loads(path.read_text())
        fixed = {"windowing": "sliding", "pooling": "mask-sampled", "localTerm": "sigmoid", "globalTerm": "window"}
        fixed |= {"shortSide": 448, "maxLongSide": 2048, "relativeCut": 2.0, "negatives": ""}
        other = {key: self.values[key] for key, value in fixed.items() if type(value)(self.values.get(key, value)) != value}
        if other:
            raise ValueError(f"{path}: the reference has no such settings: {other}")

    def model(self) -> dict:
        """Arguments of FreeDA."""
        superpixels = self.superpixels()
        return {
            "k_search": int(self.values["neighbours"]),
            "ensemble_dino_clip": float(self.values["localWeight"]),
            "use_mask_proposer": superpixels is not None,
            "mask_proposer": "superpixel",
            "superpixel": superpixels,
            **self.aggregation(),
        }

    def superpixels(self) -> dict | None:
        name, given = parts(self.values["superpixels"])
        if name == "none":
            return None
        numbers = {SUPERPIXELS[name][key]: value if isinstance(value, int) else float(value) for key, value in given.items()}
        return {"algorithm": name, **numbers, **FIXED.get(name, {})}

    def aggregation(self) -> dict:
        name, given = parts(self.values["aggregation"])
        if name == "mean-embedding":
            return {"k_clustering": 1, "ensemble_max_mean": 1.0, "prototype_mean": True}
        if name in ("mean-similarity", "max-similarity", "separate"):
            share = {"mean-similarity": 0.0, "max-similarity": 1.0}.get(name, float(given.get("maxShare", 1)))
            return {"k_clustering": 1, "ensemble_max_mean": share, "skip_clustering": True}
        if name == "votes":
            return {"k_clustering": 1, "ensemble_max_mean": 1.0, "skip_clustering": True, "use_k_nn": True, "k_nn": given["voters"]}
        kind = {"k-means": "euclidean", "spherical-k-means": "cosine"}[name]
        return {"k_clustering": given["clusters"], "ensemble_max_mean": float(given.get("maxShare", 1)), "clustering_type": kind}

    def inference(self) -> dict:
        """Arguments of FreeDASegInference."""
        name, given = parts(self.values["background"])
        background = {} if name == "none" else {"bg_strategy": STRATEGIES[name], "bg_thresh": float(given["threshold"])}
        return {"with_bg": name != "none", "pamr": self.values["refinement"] != "none", **background}
