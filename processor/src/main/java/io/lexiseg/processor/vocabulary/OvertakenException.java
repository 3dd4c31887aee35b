package io.lexiseg.processor.vocabulary;

/** A version is not worth resolving any more: there is a newer one, or the vocabulary is gone. */
final class OvertakenException extends RuntimeException {
  private static final long serialVersionUID = 1;

  OvertakenException(VocabularyKey key, int version) {
    super("vocabulary %s: version %d has been overtaken".formatted(key.vocabularyId(), version));
  }
}
