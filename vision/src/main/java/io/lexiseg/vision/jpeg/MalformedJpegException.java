package io.lexiseg.vision.jpeg;

/** A JPEG file that is damaged, cut off or of a kind that is not read; the message says which. */
public final class MalformedJpegException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedJpegException(String expected, Object got) {
    super("expected %s, got %s".formatted(expected, got));
  }
}
