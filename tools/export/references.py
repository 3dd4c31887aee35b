"""The same networks by the libraries that published them, to compare with: timm for local backbones, open_clip for CLIP."""

import importlib.machinery
import math
import sys
from types import ModuleType

import torch


class _AnyNames(type):
    """A class that has every attribute, each another one of its name."""

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return f"{cls.__name__}.{name}"


class _Absent(ModuleType):
    """Stands for a module that is not there: any name is an empty class."""

    __path__ = ()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _AnyNames(name, (), {})


class _AbsentFinder:
    """Finds every module below one package."""

    def __init__(self, package):
        self.package = package

    def find_spec(self, name, path=None, target=None):
        inside = name == self.package or name.startswith(f"{self.package}.")
        return importlib.machinery.ModuleSpec(name, self, is_package=True) if inside else None

    def create_module(self, spec):
        return _Absent(spec.name)

    def exec_module(self, module):
        pass


def without_torchvision():
    """timm and open_clip read pictures with torchvision; their networks work without it."""
    try:
        import torchvision  # noqa: F401
    except (ImportError, RuntimeError):
        for name in [name for name in sys.modules if name.split(".")[0] == "torchvision"]:
            del sys.modules[name]
        sys.meta_path.append(_AbsentFinder("torchvision"))


def randomise(network, seed):
    """Fills any network with random weights that keep the size of tokens through all blocks, so that each of them
    counts for the result (layer scales as small as those of training's start would hide them)."""
    random = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, weights in network.named_parameters():
            noise = torch.randn(weights.shape, generator=random)
            if weights.ndim == 1 and name.endswith("weight"):
                weights.copy_(1 + 0.1 * noise)
            elif any(part in name for part in ("scale", "ls1", "ls2", "gamma")):
                weights.copy_(0.5 + 0.1 * noise)
            elif name.endswith("bias"):
                weights.copy_(0.1 * noise)
            elif any(part in name for part in ("pos", "token", "register", "class")):
                weights.copy_(0.5 * noise)
            else:
                weights.copy_(noise / math.sqrt(weights[0].numel()))
    return network.eval()


def dense(name, seed, **changes):
    """timm's network of that name, as its checkpoints are: positions not interpolated yet."""
    without_torchvision()
    import timm

    return randomise(timm.create_model(name, pretrained=False, num_classes=0, **changes), seed)


def resized(name, network, side, **changes):
    """timm's network for pictures of another side, filled as timm fills it from a published checkpoint."""
    import timm
    from timm.models.vision_transformer import checkpoint_filter_fn

    larger = timm.create_model(name, pretrained=False, num_classes=0, **(changes | {"img_size": side}))
    larger.load_state_dict(checkpoint_filter_fn(network.state_dict(), larger))
    return larger.eval()


def clip(name, seed):
    """open_clip's network of that name with the activation that OpenAI's weights were trained with."""
    without_torchvision()
    import open_clip

    return randomise(open_clip.create_model(name, pretrained=None, force_quick_gelu=True), seed)


def small_clip(embedding, vision, text, seed):
    """open_clip's network of another size; `vision` and `text` are its own settings."""
    without_torchvision()
    import open_clip

    return randomise(open_clip.CLIP(embedding, vision, text, quick_gelu=True), seed)


def tokenizer(name):
    without_torchvision()
    import open_clip

    return open_clip.get_tokenizer(name)
