package io.lexiseg.processor.frame;

import io.lexiseg.processor.serving.ActiveVocabulary;
import io.lexiseg.recognition.pipeline.RecordException;
import io.lexiseg.schemas.DropReason;
import io.lexiseg.schemas.Frame;

/** What is to be done with a frame. */
public sealed interface Verdict {
  /**
   * It becomes a mask.
   *
   * @param frame its content
   * @param active what holds for it
   */
  record Segment(Frame frame, ActiveVocabulary active) implements Verdict {}

  /**
   * The policy of its camera leaves it out.
   *
   * @param reason which rule
   */
  record Drop(DropReason reason) implements Verdict {}

  /**
   * It becomes a dead letter.
   *
   * @param fault why
   */
  record Refuse(RecordException fault) implements Verdict {}
}
