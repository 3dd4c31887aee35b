package io.lexiseg.recognition.pipeline;

import org.jspecify.annotations.Nullable;

/** One record cannot be processed; other records are not affected. It becomes a dead letter. */
public abstract sealed class RecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  private RecordException(String reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Short stable name of the kind, lower case with hyphens, fit for grouping. */
  public final String reason() {
    return reason;
  }

  /** The fields of a record contradict each other, its key or its pixels. */
  public static final class Malformed extends RecordException {
    private static final long serialVersionUID = 1L;

    /** Says what was expected and found. */
    public Malformed(String message) {
      super("malformed-record", message, null);
    }
  }

  /** The request is well formed, but not one that this service can fulfil. */
  public static final class UnfitRequest extends RecordException {
    private static final long serialVersionUID = 1L;

    /** Says what was expected and found. */
    public UnfitRequest(String message) {
      super("unfit-request", message, null);
    }
  }

  /** The payload is no picture that this project accepts. */
  public static final class Undecodable extends RecordException {
    private static final long serialVersionUID = 1L;

    /** Keeps the decoder's verdict. */
    public Undecodable(String message, Throwable cause) {
      super("undecodable-image", message, cause);
    }
  }

  /** The payload is larger than allowed. */
  public static final class OverLimit extends RecordException {
    private static final long serialVersionUID = 1L;

    /** Says the limit and what was found. */
    public OverLimit(String message, @Nullable Throwable cause) {
      super("over-limit", message, cause);
    }
  }

  /** The reference to a payload is not allowed, or what it points to is not what it promises. */
  public static final class BadReference extends RecordException {
    private static final long serialVersionUID = 1L;

    /** Says what was expected and found. */
    public BadReference(String message, @Nullable Throwable cause) {
      super("bad-reference", message, cause);
    }
  }

  /** No vocabulary applies to the camera. */
  public static final class NoVocabulary extends RecordException {
    private static final long serialVersionUID = 1L;

    /** Says which camera, and what to do. */
    public NoVocabulary(String message) {
      super("no-vocabulary", message, null);
    }
  }

  /** The vocabulary of the camera is not ready, and the frame cannot wait for it. */
  public static final class VocabularyPending extends RecordException {
    private static final long serialVersionUID = 1L;

    /** Says which version, why it is not ready, and which limit was reached. */
    public VocabularyPending(String message) {
      super("vocabulary-pending", message, null);
    }
  }
}
