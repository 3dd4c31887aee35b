package io.lexiseg.cli.viewer.vocabulary;

import io.lexiseg.schemas.VocabularyCommand;

/** Where the page's wishes go. */
@FunctionalInterface
public interface VocabularyGate {
  /**
   * Asks for a change.
   *
   * @param wish action, vocabulary and what belongs to them; without id, issuer and time
   * @return id of the command, answered by a later status
   * @throws io.lexiseg.cli.failure.FailedException if the broker does not take it
   */
  String send(VocabularyCommand.Builder wish);
}
