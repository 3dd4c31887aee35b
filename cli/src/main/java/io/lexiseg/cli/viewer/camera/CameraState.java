package io.lexiseg.cli.viewer.camera;

/** How a camera stands. */
public enum CameraState {
  /** Frames come and are answered. */
  LIVE,

  /** Frames come and are answered, but none gets a mask: the picture is old. */
  UNMASKED,

  /** No frame comes. */
  SILENT,

  /** Frames came, and nobody says what became of them. */
  UNANSWERED
}
