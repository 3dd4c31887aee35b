package io.lexiseg.indexbuilder.generation;

/** Why a caption or a noun gave no prototype. */
public enum DropReason {
  /** The caption is empty, too long, or holds control tokens of the generator. */
  UNUSABLE_CAPTION,
  /** The caption holds no noun. */
  NO_NOUN,
  /** The generator's tokens of the caption do not hold the noun, such as one cut off at the end. */
  NOT_IN_PROMPT,
  /** The networks gave values that are not finite. */
  NOT_FINITE,
  /** No token lies under the attribution mask. */
  EMPTY_MASK,
  /** The mask covers more of the picture than allowed. */
  WHOLE_PICTURE,
  /** The attribution hardly differs within and outside the mask. */
  LOW_CONTRAST,
  /** Nearly the same as another prototype of the noun. */
  NEAR_DUPLICATE,
  /** The prototypes nearest to it belong to other nouns. */
  CONTRADICTED
}
