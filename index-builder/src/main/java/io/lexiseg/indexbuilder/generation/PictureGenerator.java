package io.lexiseg.indexbuilder.generation;

import java.util.List;
import java.util.Optional;

/**
 * Draws pictures of captions and tells where the words of a caption are in them.
 *
 * <p>A picture depends on its own request alone: neither on the others of a batch nor on earlier
 * calls. The same request gives the same picture on the same machine and engine.
 *
 * <p><b>Threads:</b> one at a time. <b>Ownership:</b> closed by whoever opened it.
 */
public interface PictureGenerator extends AutoCloseable {
  /** What draws; it stands in the provenance of every prototype. */
  GeneratorIdentity identity();

  /** Most requests that one call takes, at least 1. */
  int batchSize();

  /**
   * Draws one picture a request.
   *
   * @param requests 1 to {@link #batchSize()}
   * @return in the order of the requests; empty where the networks gave values that are not finite
   * @throws IllegalArgumentException if a caption has a {@link CaptionProblem}
   * @throws io.lexiseg.vision.encoder.EncoderException if the engine fails
   */
  List<Optional<GeneratedPicture>> generate(List<PictureRequest> requests);

  /** Releases the networks; idempotent. */
  @Override
  void close();
}
