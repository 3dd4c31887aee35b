package io.lexiseg.vision.refinement;

/** Scores stay as they are. */
public record NoRefinement() implements Refinement {}
