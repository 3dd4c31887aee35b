package io.lexiseg.vision.refinement;

/** What is done to the scores of a window before windows are merged. */
public sealed interface Refinement permits NoRefinement, PamrParameters {}
