package io.lexiseg.processor.waiting;

import java.time.Duration;
import java.util.Optional;

/**
 * The memory that frames of all tasks of a process share while they wait.
 *
 * <p><b>Threads:</b> safe.
 */
public final class WaitingRoom {
  private final long capacityBytes;
  private final Duration longest;
  private long bytes;
  private long frames;
  private int cameras;

  /**
   * Opens an empty room.
   *
   * @param capacityBytes memory for frames that wait; 0: none waits
   * @param longest how long a frame may wait; zero: none waits
   */
  public WaitingRoom(long capacityBytes, Duration longest) {
    this.capacityBytes = capacityBytes;
    this.longest = longest;
  }

  /** Whether frames wait at all. */
  boolean isOpen() {
    return capacityBytes > 0 && !longest.isZero();
  }

  /** How long a frame may wait. */
  Duration longest() {
    return longest;
  }

  /** Memory for all of them, bytes. */
  long capacityBytes() {
    return capacityBytes;
  }

  /**
   * Takes a frame in, unless its camera would then have more than what stays free for all others.
   *
   * @param cameraBytes what its camera has already
   */
  synchronized boolean enter(long cameraBytes, long frameBytes) {
    if (cameraBytes + frameBytes > capacityBytes - bytes) {
      return false;
    }
    enterAgain(frameBytes);
    return true;
  }

  /** Takes in what waited before a restart, whether there is room or not. */
  synchronized void enterAgain(long frameBytes) {
    bytes += frameBytes;
    frames++;
  }

  synchronized void leave(long frameBytes) {
    bytes -= frameBytes;
    frames--;
  }

  /** So many more cameras have frames that wait. */
  synchronized void camerasChanged(int difference) {
    cameras += difference;
  }

  /** Memory of the frames that wait, bytes. */
  public synchronized long bytes() {
    return bytes;
  }

  /** Frames that wait. */
  public synchronized long frames() {
    return frames;
  }

  /** How many wait, for people; empty: none. */
  public synchronized Optional<String> text() {
    return frames == 0
        ? Optional.empty()
        : Optional.of(
            "%d %s, %d %s wait"
                .formatted(
                    cameras,
                    cameras == 1 ? "camera" : "cameras",
                    frames,
                    frames == 1 ? "frame" : "frames"));
  }
}
