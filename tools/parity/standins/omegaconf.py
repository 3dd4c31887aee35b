"""Stand-in for the package omegaconf, which the reference imports and these runs never call."""


class OmegaConf:
    pass
