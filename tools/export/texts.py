"""Texts that a tokenizer may get wrong, made by rules: the same for the same seed."""

import random
import unicodedata

WORDS = (
    "cat dog dining table traffic light wall-brick tvmonitor person's we'll it's don't I'm they've he'd you're "
    "crt screen 2 10 448x448 3.14 u.s. e-mail Ice-Cream STOP the of a AND in photo large small red blue"
).split()
# First and last code point of scripts and symbols that are assigned nearly everywhere.
BLOCKS = {
    "latin": (0xC0, 0x24F),
    "greek": (0x391, 0x3C9),
    "cyrillic": (0x410, 0x44F),
    "hebrew": (0x5D0, 0x5EA),
    "arabic": (0x620, 0x64A),
    "devanagari": (0x904, 0x939),
    "thai": (0xE01, 0xE2E),
    "georgian": (0x10D0, 0x10F0),
    "hiragana": (0x3041, 0x3096),
    "katakana": (0x30A1, 0x30FA),
    "han": (0x4E00, 0x9FA5),
    "hangul": (0xAC00, 0xD7A3),
    "emoji": (0x1F300, 0x1F5FF),
    "arrows": (0x2190, 0x21FF),
    "mathematics": (0x2200, 0x22FF),
    "boxes": (0x2500, 0x25FF),
    "enclosed": (0x2460, 0x24FF),
    "full width": (0xFF01, 0xFF5E),
    "half width": (0xFF66, 0xFF9D),
    "superscripts": (0x2070, 0x209C),
    "letterlike": (0x2100, 0x214F),
    "letters of mathematics": (0x1D400, 0x1D454),
    "roman numerals": (0x2160, 0x2188),
}
SPACES = (" ", "  ", "\t", "\n", "\r\n", "\u00a0", "\u2003", "\u3000", "\u2028", "\u200b", "\u000b", "\ufeff")
PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00ab\u00bb\u00bf\u20ac\u00a3"
MARKS = ("\u0300", "\u0301", "\u0308", "\u0327", "\u20dd", "\ufe0f")
LIGATURES = ("\ufb01", "\ufb02", "\ufb00", "\u0132", "\u0133", "\u0149", "\u01c4", "\u00df", "\u1e9e", "\u0130", "\u03a3")


def make(count, seed):
    """So many different texts of all kinds."""
    source = random.Random(seed)
    made = dict.fromkeys(("", " ", "a", "'s", "&", "&;", "&#;", "&#x;"))
    while len(made) < count:
        made[source.choice(KINDS)(source)] = None
    return list(made)


def prompt(source):
    return " ".join(source.choices(WORDS, k=source.randint(1, 12)))


def cased(source):
    return "".join(source.choice((str.upper, str.lower, str.title))(letter) for letter in prompt(source))


def script(source):
    """Words of one script, with spaces and marks between them."""
    first, last = source.choice(list(BLOCKS.values()))
    return " ".join(_letters(source, first, last) for _ in range(source.randint(1, 6)))


def mixed(source):
    parts = [source.choice((prompt, script, punctuation, number))(source) for _ in range(source.randint(2, 5))]
    return source.choice(("", " ", ", ")).join(parts)


def punctuation(source):
    return "".join(source.choices(PUNCTUATION, k=source.randint(1, 8)))


def number(source):
    return source.choice(("%d", "%05d", "%d.5", "-%d", "%d%%", "$%d,000")) % source.randint(0, 99999)


def spaced(source):
    return "".join(word + source.choice(SPACES) for word in source.choices(WORDS, k=source.randint(2, 8)))


def marked(source):
    return "".join(letter + source.choice((*MARKS, "", "", "")) for letter in prompt(source))


def ligatures(source):
    return " ".join(source.choice(WORDS)[:3] + source.choice(LIGATURES) + source.choice(WORDS)[:2] for _ in range(4))


def long(source):
    return " ".join(source.choice((prompt, script, number))(source) for _ in range(source.randint(15, 60)))


def one_long_word(source):
    return "".join(source.choices("abcdefghijklmnopqrstuvwxyz\u00e9\u00fc", k=source.randint(60, 900)))


def _letters(source, first, last):
    letters = (chr(source.randint(first, last)) for _ in range(source.randint(1, 9)))
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Cn") or "x"


KINDS = (prompt, cased, script, script, mixed, mixed, punctuation, number, spaced, marked, ligatures, long, one_long_word)
