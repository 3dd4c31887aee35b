package io.lexiseg.processor.frame;

import io.lexiseg.processor.deadletter.SourceRecord;
import io.lexiseg.schemas.FrameCoordinates;
import java.nio.charset.StandardCharsets;

/**
 * A frame with its place in the log and what is to be done with it.
 *
 * <p><b>Ownership:</b> the array is kept, not copied; read only.
 */
public final class JudgedFrame implements SourceRecord {
  private final FrameCoordinates source;
  private final byte[] raw;
  private final Verdict verdict;

  /**
   * Passes judgement.
   *
   * @param raw value of its record as it came, kept
   */
  public JudgedFrame(FrameCoordinates source, byte[] raw, Verdict verdict) {
    this.source = source;
    this.raw = raw;
    this.verdict = verdict;
  }

  FrameCoordinates source() {
    return source;
  }

  Verdict verdict() {
    return verdict;
  }

  @Override
  public String topic() {
    return source.getTopic();
  }

  @Override
  public int partition() {
    return source.getPartition();
  }

  @Override
  public long offset() {
    return source.getOffset();
  }

  /** The camera id: a frame of another key is never judged. */
  @Override
  public byte[] rawKey() {
    return source.getCameraId().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] rawValue() {
    return raw;
  }
}
