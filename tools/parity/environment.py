"""Makes the authors' checkout and its libraries importable.

Real libraries win wherever they are installed or given as checkouts. Only what is missing comes from the folder
`standins`, which is searched last, and from the two functions below.
"""

import sys
import types
from pathlib import Path

# Their modules stop at the sizes of these networks; every other name would take another resizing rule.
BACKBONE = "vit_base_patch14_dinov2.lvd142m"
CLIP = "ViT-B-16"


class Absent(types.ModuleType):
    """Compiled operations of mmcv: imported by many modules, called by none of these runs."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return None


def prepare(freeda: Path, checkouts: list[Path]) -> None:
    """Puts the folders on the path, the authors' first."""
    sys.path[:0] = [str(freeda / "src"), *map(str, checkouts)]
    sys.path.append(str(Path(__file__).parent / "standins"))
    sys.modules["mmcv._ext"] = Absent("mmcv._ext")
    declare_torchvision_operations()
    pretend_older_mmcv()


def declare_torchvision_operations() -> None:
    """A torchvision built for another torch cannot load its compiled operations, yet registers shapes for these two."""
    import torch

    library = torch.library.Library("torchvision", "FRAGMENT")
    for name in ("nms", "qnms"):
        if not hasattr(torch.ops.torchvision, name):
            library.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    globals()["_library"] = library  # its definitions end with it
    import torchvision  # noqa: F401


def pretend_older_mmcv() -> None:
    """mmseg before 0.27 refuses mmcv 1.6.2; the functions used here are the same."""
    import mmcv

    versions()["mmcv"] = mmcv.__version__
    mmcv.__version__ = min(mmcv.__version__, "1.6.0")


_versions: dict[str, str] = {}


def versions() -> dict[str, str]:
    """Versions of everything that computes."""
    for name in ("torch", "torchvision", "timm", "open_clip", "faiss", "skimage", "scipy", "cv2", "numpy", "mmseg", "onnxruntime"):
        if name in sys.modules:
            _versions[name] = sys.modules[name].__version__
    return _versions
