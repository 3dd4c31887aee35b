"""Stand-in for the package addict: the part that mmcv.Config uses."""


class Dict(dict):
    """A dictionary whose entries are attributes as well; nested dictionaries become the same."""

    def __init__(self, *args, **kwargs):
        super().__init__()
        for key, value in dict(*args, **kwargs).items():
            self[key] = value

    def __setitem__(self, key, value):
        nested = isinstance(value, dict) and not isinstance(value, type(self))
        super().__setitem__(key, type(self)(value) if nested else value)

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError as missing:
            raise AttributeError(name) from missing

    def __setattr__(self, name, value):
        self[name] = value
