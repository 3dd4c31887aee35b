package io.lexiseg.cli.viewer.picture;

import io.lexiseg.cli.client.PublishedFrame;
import io.lexiseg.schemas.SegmentationMask;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The last frames of all cameras within a number of bytes. Where they end, the camera that holds
 * the most gives its oldest away.
 *
 * <p><b>Threads:</b> safe.
 */
public final class FrameMemory {
  private static final int MOST_FRAMES = 120;

  private final long mostBytes;
  private final Map<String, Shelf> cameras = new TreeMap<>();
  private long bytes;
  private long numbers;

  private static final class Shelf {
    private final Deque<WatchedFrame> frames = new ArrayDeque<>();
    private long bytes;
  }

  /**
   * Begins with nothing; a single frame may be larger than the bytes.
   *
   * @param before numbers begin after this one: pages that stay open see no number twice
   */
  public FrameMemory(long mostBytes, long before) {
    this.mostBytes = mostBytes;
    this.numbers = before;
  }

  /** Takes a frame; empty if its pixels lie elsewhere and cannot be shown. */
  public synchronized Optional<WatchedFrame> add(PublishedFrame published, SegmentationMask mask) {
    WatchedFrame frame = new WatchedFrame(++numbers, published, mask);
    if (!frame.hasPixels()) {
      return Optional.empty();
    }
    Shelf shelf = cameras.computeIfAbsent(mask.getSource().getCameraId(), id -> new Shelf());
    Optional.ofNullable(shelf.frames.peekLast()).ifPresent(WatchedFrame::forgetDrawing);
    shelf.frames.addLast(frame);
    shelf.bytes += frame.sizeBytes();
    bytes += frame.sizeBytes();
    if (shelf.frames.size() > MOST_FRAMES) {
      removeOldest(shelf);
    }
    makeRoom(frame);
    return Optional.of(frame);
  }

  private void makeRoom(WatchedFrame newest) {
    while (bytes > mostBytes) {
      Optional<Shelf> fullest =
          cameras.values().stream()
              .filter(shelf -> shelf.frames.peekFirst() != newest)
              .max(Comparator.comparingLong(shelf -> shelf.bytes));
      if (fullest.isEmpty()) {
        return;
      }
      removeOldest(fullest.get());
      cameras.values().removeIf(shelf -> shelf.frames.isEmpty());
    }
  }

  private void removeOldest(Shelf shelf) {
    long freed = shelf.frames.removeFirst().sizeBytes();
    shelf.bytes -= freed;
    bytes -= freed;
  }

  /** The newest frame of a camera. */
  public synchronized Optional<WatchedFrame> newest(String cameraId) {
    return Optional.ofNullable(cameras.get(cameraId)).map(shelf -> shelf.frames.peekLast());
  }

  /** A frame by its number. */
  public synchronized Optional<WatchedFrame> frame(String cameraId, long number) {
    return frames(cameraId).stream().filter(frame -> frame.number() == number).findFirst();
  }

  /** What is still held of a camera, oldest first. */
  public synchronized List<WatchedFrame> frames(String cameraId) {
    return Optional.ofNullable(cameras.get(cameraId))
        .map(shelf -> List.copyOf(shelf.frames))
        .orElse(List.of());
  }

  /** Memory in use, about. */
  synchronized long sizeBytes() {
    return bytes;
  }
}
