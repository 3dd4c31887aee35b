"""Words of the captions and the BERT word-piece rule that makes ids of them."""

import unicodedata
from pathlib import Path

import numpy as np

from scenes import NOUNS

TOKENS = 24
PAD, UNK, CLS, SEP = range(4)
_FUNCTION_WORDS = (",", ".", "a", "an", "the", "and", "with", "on", "in", "at", "under", "over",
                   "against", "behind", "near", "next", "to", "left", "right", "of", "above",
                   "below", "there", "is", "are", "two", "some", "drawing", "picture", "photo",
                   "view", "##s")
WORDS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]") + _FUNCTION_WORDS + NOUNS
_IDS = {word: i for i, word in enumerate(WORDS)}


def words(text):
    """Lower-case words and single punctuation marks of a text."""
    clean = "".join(" " if c in "\t\n\r" or unicodedata.category(c)[0] == "Z" else c
                    for c in text
                    if c in "\t\n\r" or unicodedata.category(c)[0] != "C")
    bare = (c.lower() for c in unicodedata.normalize("NFD", clean)
            if unicodedata.category(c) != "Mn")
    spaced = "".join(f" {c} " if unicodedata.category(c)[0] == "P" or c in "$+<=>^`|~" else c
                     for c in bare)
    return [word for word in spaced.split(" ") if word]


def pieces(word):
    """Ids of the longest known pieces of a word; [UNK] where some letters are in none."""
    ids, start = [], 0
    while start < len(word) and len(word) <= 100:
        end = len(word)
        mark = "##" if start else ""
        while end > start and mark + word[start:end] not in _IDS:
            end -= 1
        if end == start:
            return [UNK]
        ids.append(_IDS[mark + word[start:end]])
        start = end
    return ids or [UNK]


def encode(text):
    """Ids int32 [24]: [CLS] pieces [SEP] [PAD]...; of a longer text the first pieces."""
    inner = [i for word in words(text) for i in pieces(word)][: TOKENS - 2]
    ids = [CLS] + inner + [SEP]
    return np.array(ids + [PAD] * (TOKENS - len(ids)), np.int32)


def places(text, noun):
    """Positions of the sub-tokens of a noun (its plural too) in the ids of a text."""
    position, found = 1, []
    for word in words(text):
        count = len(pieces(word))
        if word in (noun, noun + "s"):
            found += range(position, position + count)
        position += count
    return [p for p in found if p < TOKENS - 1]


def write(path):
    Path(path).write_text("\n".join(WORDS) + "\n")
