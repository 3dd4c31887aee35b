package io.lexiseg.processor.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

/** What a camera is served with, where there is something. */
public final class Served {
  private Served() {}

  /** What holds for a frame. */
  public static ActiveVocabulary served(
      VocabularyDirectory directory, String cameraId, Instant capturedAt) {
    CameraVocabulary vocabulary = directory.active(cameraId, capturedAt);
    assertThat(vocabulary).isInstanceOf(CameraVocabulary.Serving.class);
    return ((CameraVocabulary.Serving) vocabulary).active();
  }
}
