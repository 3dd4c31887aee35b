package io.lexiseg.vision.pack;

/** What the networks of a pack do. */
public enum PackKind {
  /** They turn pictures and texts into features; a pack that names no kind is of this one. */
  ENCODERS,
  /** They draw pictures of captions. */
  GENERATOR,
  /** They propose regions of pictures. */
  PROPOSER
}
