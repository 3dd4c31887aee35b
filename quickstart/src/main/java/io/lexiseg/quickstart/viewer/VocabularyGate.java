package io.lexiseg.quickstart.viewer;

import java.util.List;

/** Where the page's wish for another vocabulary goes. */
@FunctionalInterface
public interface VocabularyGate {
  /**
   * Asks for categories.
   *
   * @return id of the command, answered by a later status
   */
  String define(String vocabularyId, List<String> names);
}
