package io.lexiseg.processor.serving;

import io.lexiseg.recognition.pipeline.RecordException;
import io.lexiseg.schemas.DropPolicy;

/** What there is to segment the frames of a camera with. */
public sealed interface CameraVocabulary {
  /**
   * A vocabulary is ready.
   *
   * @param active what holds
   */
  record Serving(ActiveVocabulary active) implements CameraVocabulary {}

  /**
   * One is to come.
   *
   * @param reason which version is not ready and why, for people
   * @param dropPolicy of the camera while it waits
   * @param policyIsStated whether the camera's binding says so; else it is the default
   * @param defined whether there is any vocabulary
   */
  record Pending(String reason, DropPolicy dropPolicy, boolean policyIsStated, boolean defined)
      implements CameraVocabulary {
    /**
     * What becomes of a frame that cannot wait any longer.
     *
     * @param limit why it cannot, for people
     */
    public RecordException fault(String cameraId, String limit) {
      String message = "camera %s: %s; %s".formatted(cameraId, reason, limit);
      return defined
          ? new RecordException.VocabularyPending(message)
          : new RecordException.NoVocabulary(message);
    }
  }

  /**
   * Nothing is defined that applies to the camera.
   *
   * @param fault says what to do
   */
  record None(RecordException.NoVocabulary fault) implements CameraVocabulary {}
}
