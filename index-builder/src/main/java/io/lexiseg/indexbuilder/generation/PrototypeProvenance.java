package io.lexiseg.indexbuilder.generation;

/**
 * Where a prototype comes from; enough to make it again.
 *
 * @param captionId of {@link CaptionTask}
 * @param caption the prompt
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
    long seed,
    GeneratorIdentity generator,
    String packId,
    String packSha256,
    double maskShare,
    double contrast) {}
