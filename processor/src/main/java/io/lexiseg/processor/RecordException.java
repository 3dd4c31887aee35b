package io.lexiseg.processor;

import org.jspecify.annotations.Nullable;

/** One record cannot be processed; other records are not affected. It becomes a dead letter. */
public abstract sealed class RecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private RecordException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Short stable name of the kind, lower case with hyphens, fit for grouping. */
  public abstract String reason();

  /** The fields of a record contradict each other, its key or its pixels. */
  public static final class Malformed extends RecordException {
    private static final long serialVersionUID = 1L;

    /** Says what was expected and found. */
    public Malformed(String message) {
      super(message, null);
    }

    @Override
    public String reason() {
      return "malformed-record";
    }
  }

  /** The payload is no picture that this project accepts. */
  public static final class Undecodable extends RecordException {
    private static final long serialVersionUID = 1L;

    /** Keeps the decoder's verdict. */
    public Undecodable(String message, Throwable cause) {
      super(message, cause);
    }

    @Override
    public String reason() {
      return "undecodable-image";
    }
  }

  /** The payload is larger than allowed. */
  public static final class OverLimit extends RecordException {
    private static final long serialVersionUID = 1L;

    /** Says the limit and what was found. */
    public OverLimit(String message, @Nullable Throwable cause) {
      super(message, cause);
    }

    @Override
    public String reason() {
      return "over-limit";
    }
  }

  /** The reference to a payload is not allowed, or what it points to is not what it promises. */
  public static final class BadReference extends RecordException {
    private static final long serialVersionUID = 1L;

    /** Says what was expected and found. */
    public BadReference(String message, @Nullable Throwable cause) {
      super(message, cause);
    }

    @Override
    public String reason() {
      return "bad-reference";
    }
  }

  /** No vocabulary applies to the camera. */
  public static final class NoVocabulary extends RecordException {
    private static final long serialVersionUID = 1L;

    /** Says which camera, and what to do. */
    public NoVocabulary(String message) {
      super(message, null);
    }

    @Override
    public String reason() {
      return "no-vocabulary";
    }
  }
}
