package io.lexiseg.cli.client;

import io.lexiseg.schemas.FrameDrop;
import io.lexiseg.schemas.SegmentationMask;

/** What became of a frame. */
public sealed interface Outcome {
  /** Partition of the topic {@code frames} that the frame lies in. */
  int partition();

  /** Offset of the frame in its partition. */
  long offset();

  /**
   * The frame was segmented.
   *
   * @param mask the result
   */
  record Masked(SegmentationMask mask) implements Outcome {
    @Override
    public int partition() {
      return mask.getSource().getPartition();
    }

    @Override
    public long offset() {
      return mask.getSource().getOffset();
    }
  }

  /**
   * The frame was left out by its camera's policy.
   *
   * @param drop which and why
   */
  record Dropped(FrameDrop drop) implements Outcome {
    @Override
    public int partition() {
      return drop.getSource().getPartition();
    }

    @Override
    public long offset() {
      return drop.getSource().getOffset();
    }
  }

  /**
   * The frame could not be processed.
   *
   * @param key record key of the frame; the camera id, if it is text
   * @param name what its sender called the frame, else where it lies
   * @param reason short and stable, fit for counting
   * @param message what was wrong, for people
   */
  record DeadLettered(
      int partition, long offset, String key, String name, String reason, String message)
      implements Outcome {}
}
