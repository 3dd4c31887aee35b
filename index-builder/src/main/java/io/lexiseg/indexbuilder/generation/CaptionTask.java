package io.lexiseg.indexbuilder.generation;

import java.util.Optional;

/**
 * A caption to make prototypes of.
 *
 * @param id names the caption within its source, such as {@code 391895-0}; it orders the index
 * @param caption the prompt, verbatim
 * @param noun the one word or compound wanted, as it stands in the caption; empty: every noun
 * @param seed of the picture's noise
 */
public record CaptionTask(String id, String caption, Optional<String> noun, long seed) {}
