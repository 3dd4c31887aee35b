"""Golden runs of the four schedulers: `schedulers.py FILE` writes JSON.

The formulas are those of docs/diffusion.md, written down without regard to speed and with the standard library only.
A run starts at x_i = sqrt(2) * sin(0.7 i + 0.3), i = 0..7, times the scheduler's initial scale. The stand-in for the
denoiser says m_i = 0.5 sin(1.3 i + 0.9) + 0.4 y_i + 0.001 t cos(y_i) of its scaled input y at timestep t.
"""

import json
import sys
from math import cos, exp, log, prod, sin, sqrt

TRAIN_STEPS = 1000
BETA_START, BETA_END = 0.00085, 0.012
ROOTS = [sqrt(BETA_START) + (sqrt(BETA_END) - sqrt(BETA_START)) * i / (TRAIN_STEPS - 1) for i in range(TRAIN_STEPS)]
KEPT = [prod(1 - root * root for root in ROOTS[: i + 1]) for i in range(TRAIN_STEPS)]
START = [sqrt(2) * sin(0.7 * i + 0.3) for i in range(8)]
RUNS = [
    ("ddim", "v", (1, 5, 10, 25, 50)),
    ("ddim", "epsilon", (10,)),
    ("pndm", "epsilon", (1, 2, 10, 25, 50)),
    ("pndm", "v", (10,)),
    ("euler-trailing", "epsilon", (1, 2, 4)),
    ("dpm-solver-pp-2m", "v", (1, 10, 20, 25)),
    ("dpm-solver-pp-2m", "epsilon", (20,)),
]


def said(y, t):
    return [0.5 * sin(1.3 * i + 0.9) + 0.4 * v + 0.001 * t * cos(v) for i, v in enumerate(y)]


def kept(t):
    return KEPT[max(t, 0)]


def picture(x, m, t, prediction):
    a, s = sqrt(kept(t)), sqrt(1 - kept(t))
    return [a * xi - s * mi if prediction == "v" else (xi - s * mi) / a for xi, mi in zip(x, m)]


def noise(x, m, t, prediction):
    a, s = sqrt(kept(t)), sqrt(1 - kept(t))
    return [a * mi + s * xi if prediction == "v" else mi for xi, mi in zip(x, m)]


def leading(steps):
    stride = TRAIN_STEPS // steps
    return stride, [(steps - 1 - k) * stride + 1 for k in range(steps)]


def ddim(x, steps, prediction):
    stride, timesteps = leading(steps)
    for t in timesteps:
        m = said(x, t)
        to = kept(t - stride)
        x = [sqrt(to) * p + sqrt(1 - to) * e for p, e in zip(picture(x, m, t, prediction), noise(x, m, t, prediction))]
        yield t, x


def plms(x, m, at, to, prediction):
    """The update of PNDM between two timesteps."""
    a, b = kept(at), kept(to)
    e = noise(x, m, at, prediction)
    return [sqrt(b / a) * xi - (b - a) * ei / (a * sqrt(1 - b) + sqrt(a * (1 - a) * b)) for xi, ei in zip(x, e)]


def pndm(x, steps, prediction):
    stride, timesteps = leading(steps)
    calls = timesteps[:2] + timesteps[1:]  # the second timestep comes twice
    history, first = [], x
    for call, t in enumerate(calls):
        m = said(x, t)
        if call == 1:
            x = plms(first, [(a + b) / 2 for a, b in zip(m, history[0])], t + stride, t, prediction)
        else:
            history = [m] + history[:3]
            weights = [[1], [3 / 2, -1 / 2], [23 / 12, -16 / 12, 5 / 12], [55 / 24, -59 / 24, 37 / 24, -9 / 24]]
            mixed = [sum(w * h[i] for w, h in zip(weights[len(history) - 1], history)) for i in range(len(x))]
            x = plms(x, mixed, t, t - stride, prediction)
        yield t, x


def sigma(t):
    return sqrt((1 - kept(t)) / kept(t))


def euler_trailing(x, steps, _):
    timesteps = [round(TRAIN_STEPS - k * TRAIN_STEPS / steps) - 1 for k in range(steps)]
    sigmas = [sigma(t) for t in timesteps] + [0]
    x = [v * sigmas[0] for v in x]
    for k, t in enumerate(timesteps):
        m = said([v / sqrt(sigmas[k] ** 2 + 1) for v in x], t)
        x = [xi + (sigmas[k + 1] - sigmas[k]) * mi for xi, mi in zip(x, m)]
        yield t, x


def dpm_solver(x, steps, prediction):
    timesteps = [round((TRAIN_STEPS - 1) * (steps - k) / steps) for k in range(steps)]
    ratio = [log(1 / sigma(t)) for t in timesteps]
    before = x
    for k, t in enumerate(timesteps):
        d = picture(x, said(x, t), t, prediction)
        if k + 1 == steps:
            x = d
        else:
            to = timesteps[k + 1]
            h = ratio[k + 1] - ratio[k]
            slope = [0] * len(d) if k == 0 else [(p - q) * h / (2 * (ratio[k] - ratio[k - 1])) for p, q in zip(d, before)]
            stay, take = sqrt(1 - kept(to)) / sqrt(1 - kept(t)), sqrt(kept(to)) * (1 - exp(-h))
            x = [stay * xi + take * (p + q) for xi, p, q in zip(x, d, slope)]
        before = d
        yield t, x


SCHEDULERS = {"ddim": ddim, "pndm": pndm, "euler-trailing": euler_trailing, "dpm-solver-pp-2m": dpm_solver}


def runs():
    for kind, prediction, all_steps in RUNS:
        for steps in all_steps:
            calls = list(SCHEDULERS[kind](START, steps, prediction))
            yield {
                "kind": kind,
                "prediction": prediction,
                "steps": steps,
                "initialScale": sigma(TRAIN_STEPS - 1) if kind == "euler-trailing" else 1,
                "timesteps": [t for t, _ in calls],
                "after": [[round(v, 9) for v in x] for _, x in calls],
            }


def main():
    lines = ",\n".join(json.dumps(run, separators=(",", ":")) for run in runs())
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        out.write('{"runs":[\n' + lines + "\n]}\n")


if __name__ == "__main__":
    main()
