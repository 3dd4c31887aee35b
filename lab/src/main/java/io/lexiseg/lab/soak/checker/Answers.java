package io.lexiseg.lab.soak.checker;

import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;

/** Tells the statuses apart: the answer to a command, and what instances report. */
final class Answers {
  private Answers() {}

  static boolean isAnswer(VocabularyStatus status) {
    return status.getInstanceId().equals(Topics.ANSWERS);
  }

  static boolean isFinal(VocabularyStatus status) {
    return status.getState() == VocabularyState.READY
        || status.getState() == VocabularyState.FAILED;
  }
}
