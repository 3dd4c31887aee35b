package io.lexiseg.processor.deadletter;

/**
 * A value that knows the record it came from, whatever record is in hand when it turns out to be
 * bad.
 *
 * <p><b>Ownership:</b> the arrays are not copied; read only.
 */
public interface SourceRecord {
  /** Topic it was read from. */
  String topic();

  /** Partition it was read from. */
  int partition();

  /** Its offset in the partition. */
  long offset();

  /** Its key as it came. */
  byte[] rawKey();

  /** Its value as it came. */
  byte[] rawValue();
}
