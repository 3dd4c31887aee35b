"""Words of a scene: captions that name what is in it, without a colour."""

_SKY_OWN = {"sky": "under the sky", "fog": "in fog", "sunset": "at sunset", "night": "at night"}
_SKY_ANY = ("against the {}", "under the {}", "with the {} behind", "and the {}", "in the {}")
_GROUND = {"road": ("on a road", "on the road"), "brick": ("on brick", "on bricks"),
           "grass": ("on grass", "on the grass"), "sand": ("on sand", "on the sand"),
           "water": ("on water", "on the water"), "snow": ("on snow", "on the snow")}
_PREFIX = ("a drawing of ", "a picture of ", "a photo of ", "there is ", "a view of ")


def _pick(rng, choices):
    return choices[int(rng.integers(len(choices)))]


def _icon_words(icons, placed, rng):
    article = "the" if rng.random() < 0.1 else "a"
    names = [f"{article} {icon}" for icon in icons]
    if len(icons) == 2 and icons[0] == icons[1]:
        return _pick(rng, ("two {}s", "{}s", "some {}s")).format(icons[0])
    if len(icons) == 3:
        return f"{names[0]}, {names[1]} and {names[2]}"
    if len(icons) < 2:
        return "".join(names)
    (ax, ay, _), (bx, by, _) = placed[:2]
    side = "left of" if ax < bx else "right of"
    height = "above" if ay < by else "below"
    relation = height if abs(ay - by) > abs(ax - bx) else side
    joint = _pick(rng, ("and", "and", "near", "next to", "with", relation))
    return f"{names[0]} {joint} {names[1]}"


def caption(scene, placed, rng):
    """A caption and the nouns that it names."""
    icons = list(dict.fromkeys(scene.icons))
    things = _icon_words(scene.icons, placed, rng)
    own = rng.random() < 0.45
    sky = _SKY_OWN[scene.sky] if own else _pick(rng, _SKY_ANY).format(scene.sky)
    ground = _pick(rng, _GROUND[scene.ground])
    if not icons:
        return _empty_caption(scene, sky, rng)
    kind = rng.random()
    prefix = _pick(rng, _PREFIX) if rng.random() < 0.2 else ""
    if kind < 0.74:
        return f"{prefix}{things} {ground} {sky}", icons + [scene.ground, scene.sky]
    if kind < 0.82:
        return f"{ground} {sky} {things}", icons + [scene.ground, scene.sky]
    if kind < 0.87:
        return f"{prefix}{things} {ground}", icons + [scene.ground]
    if kind < 0.92:
        return f"{prefix}{things} {sky}", icons + [scene.sky]
    return f"{prefix}{things}", icons


def _empty_caption(scene, sky, rng):
    prefix = _pick(rng, _PREFIX) if rng.random() < 0.4 else ""
    kind = rng.random()
    if kind < 0.6:
        return f"{prefix}{scene.ground} {sky}", [scene.ground, scene.sky]
    if kind < 0.8:
        return f"{prefix}{scene.ground}", [scene.ground]
    return f"{prefix}the {scene.sky}", [scene.sky]
