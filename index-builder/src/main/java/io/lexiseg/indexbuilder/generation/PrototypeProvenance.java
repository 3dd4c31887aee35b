package io.lexiseg.indexbuilder.generation;

/**
 * Where a prototype comes from; enough to make it again.
 *
 * @param captionId of {@link CaptionTask}
 * @param caption the prompt
 * @param word as it stands in the caption; its attribution made the mask
 * @param lemma dictionary form of the word; prototypes of one lemma are of the same noun
 * @param seed of the noise
 * @param generator what drew the picture
 * @param packId of the encoder pack
 * @param packSha256 over the encoder pack's files
 * @param maskShare share of the picture's pixels under the attribution mask, 0..1
 * @param contrast mean normalised attribution within the mask less that outside, 0..1
 */
public record PrototypeProvenance(
    String captionId,
    String caption,
    String word,
    String lemma,
    long seed,
    GeneratorIdentity generator,
    String packId,
    String packSha256,
    double maskShare,
    double contrast) {}
