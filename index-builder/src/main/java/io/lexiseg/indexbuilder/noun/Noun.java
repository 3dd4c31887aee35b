package io.lexiseg.indexbuilder.noun;

/**
 * A noun of a caption, a word or a compound of several.
 *
 * @param surface as it stands in the caption, letter by letter, such as {@code Dogs}
 * @param lemma singular in lower case, such as {@code dog}; words of a compound are parted by a
 *     space or a hyphen
 */
public record Noun(String surface, String lemma) {}
