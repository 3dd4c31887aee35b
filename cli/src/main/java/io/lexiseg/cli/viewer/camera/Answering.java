package io.lexiseg.cli.viewer.camera;

/** What frames say of the processors. */
public enum Answering {
  /** Some frame was answered just now. */
  ANSWERS,

  /** Frames wait, and none was answered for too long. */
  SILENT,

  /** No frame waits for an answer: nothing is known. */
  UNKNOWN
}
