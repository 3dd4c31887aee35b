package io.lexiseg.indexbuilder.generation;

/**
 * A noun, or a whole caption, that gave no prototype.
 *
 * @param noun empty: the whole caption
 * @param reason counted in reports
 * @param detail for people: what was expected and found; may be empty
 */
public record DroppedNoun(String noun, DropReason reason, String detail) {}
