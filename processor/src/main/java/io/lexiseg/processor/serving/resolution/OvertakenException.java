package io.lexiseg.processor.serving.resolution;

/** A version is not worth resolving any more: there is a newer one, or the vocabulary is gone. */
public final class OvertakenException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public OvertakenException(VocabularyKey key, int version) {
    super("vocabulary %s: version %d has been overtaken".formatted(key.vocabularyId(), version));
  }
}
