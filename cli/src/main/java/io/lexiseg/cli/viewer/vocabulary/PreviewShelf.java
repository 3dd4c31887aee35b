package io.lexiseg.cli.viewer.vocabulary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexiseg.cli.output.RecordJson;
import io.lexiseg.schemas.VocabularyPreview;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The last previews within a number of bytes.
 *
 * <p><b>Threads:</b> safe.
 */
public final class PreviewShelf {
  private static final long MOST_BYTES = 32L << 20;

  /** Of objects around the pictures, roughly. */
  private static final int RECORD_BYTES = 4096;

  private final Deque<VocabularyPreview> previews = new ArrayDeque<>();
  private long bytes;

  /** Takes one; the oldest go where there is no room. */
  public synchronized void add(VocabularyPreview preview) {
    previews.addLast(preview);
    bytes += sizeBytes(preview);
    while (bytes > MOST_BYTES && previews.size() > 1) {
      bytes -= sizeBytes(previews.removeFirst());
    }
  }

  private static long sizeBytes(VocabularyPreview preview) {
    return (long) RECORD_BYTES
        + preview.getOverlay().remaining()
        + preview.getLiveOverlay().map(ByteBuffer::remaining).orElse(0);
  }

  /** What a command gave so far, without pictures. */
  public synchronized List<ObjectNode> views(String commandId) {
    return previews.stream()
        .filter(preview -> preview.getCommandId().equals(commandId))
        .map(RecordJson::of)
        .toList();
  }

  /**
   * A picture as it would be, or as it is with the version in use, JPEG; empty: there is none.
   *
   * @param number of the picture within its preview, 1..N
   * @param live as it is
   */
  public synchronized Optional<byte[]> picture(String commandId, int number, boolean live) {
    return previews.stream()
        .filter(one -> one.getCommandId().equals(commandId) && one.getPicture() == number)
        .findFirst()
        .flatMap(one -> live ? one.getLiveOverlay() : Optional.of(one.getOverlay()))
        .map(PreviewShelf::bytes);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
