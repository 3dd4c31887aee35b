package io.lexiseg.schemas;

/**
 * Names of the record headers of a dead letter; values are UTF-8 strings, numbers in decimal. Key
 * and value of a dead letter are the original bytes. A letter that does not fit into its topic goes
 * without its value; {@link #SIZE} is above 0 then, and the original lies where the headers say.
 */
public final class DeadLetterHeaders {
  private static final String PREFIX = "lexiseg.dead-letter.";

  /** Short stable reason, lower case with hyphens, fit for grouping: {@code undecodable-image}. */
  public static final String REASON = PREFIX + "reason";

  /** Class name of the exception. */
  public static final String EXCEPTION = PREFIX + "exception";

  /** Message of the exception: what, where, expected, found. */
  public static final String MESSAGE = PREFIX + "message";

  /** Topic the record was read from. */
  public static final String TOPIC = PREFIX + "topic";

  /** Partition the record was read from. */
  public static final String PARTITION = PREFIX + "partition";

  /** Offset of the record in its partition. */
  public static final String OFFSET = PREFIX + "offset";

  /** SHA-256 of the original value, 64 lower-case hexadecimal digits. */
  public static final String SHA256 = PREFIX + "sha256";

  /** Length of the original value, bytes. */
  public static final String SIZE = PREFIX + "size";

  private DeadLetterHeaders() {}
}
