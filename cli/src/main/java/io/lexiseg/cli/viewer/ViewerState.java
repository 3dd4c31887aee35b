package io.lexiseg.cli.viewer;

import io.lexiseg.cli.client.Outcome;
import io.lexiseg.cli.client.PublishedFrame;
import io.lexiseg.cli.output.PictureSegmenter;
import io.lexiseg.cli.viewer.camera.CameraBoard;
import io.lexiseg.cli.viewer.camera.CameraRow;
import io.lexiseg.cli.viewer.camera.ShareHistory;
import io.lexiseg.cli.viewer.picture.FrameMemory;
import io.lexiseg.cli.viewer.picture.WatchedFrame;
import io.lexiseg.cli.viewer.zone.ZoneBoard;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.vision.overlay.Palette;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the page shows of cameras: how they stand, their last masked frames and their zones.
 *
 * <p><b>Threads:</b> safe.
 */
public final class ViewerState {
  /** Pictures take at most this part of the heap. */
  private static final int HEAP_PART = 8;

  private static final long MOST_BYTES = 256L << 20;

  private final Clock clock;
  private final Instant began;
  private final CameraBoard board;
  private final FrameMemory frames;
  private final ZoneBoard zones = new ZoneBoard();
  private final ShareHistory shares = new ShareHistory();

  /** Begins with nothing to show; remembers frames within an eighth of the heap. */
  public ViewerState(Clock clock) {
    this(clock, Math.min(Runtime.getRuntime().maxMemory() / HEAP_PART, MOST_BYTES));
  }

  /**
   * Begins with nothing to show.
   *
   * @param frameBytes how much the remembered frames of all cameras may take
   */
  ViewerState(Clock clock, long frameBytes) {
    this.clock = clock;
    this.began = clock.instant();
    this.board = new CameraBoard(clock);
    this.frames = new FrameMemory(frameBytes, began.toEpochMilli());
  }

  /**
   * What {@code /api/state} says of a camera.
   *
   * @param seenInstead what pixels of no category look like, for people; empty: nothing to say
   */
  public record CameraView(
      String id,
      long frameId,
      String name,
      int height,
      int width,
      String vocabularyId,
      int vocabularyVersion,
      double framesPerSecond,
      List<LegendView> legend,
      String seenInstead) {}

  /** One line of a legend; the colour as {@code #rrggbb}. */
  public record LegendView(int value, String category, String colour) {}

  /** Takes a frame that a camera published. */
  public void arrived(String cameraId, int partition, long offset) {
    board.arrived(cameraId, partition, offset);
  }

  /** Takes what became of a frame. */
  public void answered(Outcome outcome) {
    board.answered(outcome);
  }

  /** Remembers a frame that can be shown; its mask is an answer that was taken before. */
  public void show(SegmentationMask mask, PublishedFrame frame) {
    frames
        .add(frame, mask)
        .ifPresent(shown -> board.shown(mask.getSource().getCameraId(), shown.number()));
  }

  /** By which ages are told. */
  public Clock clock() {
    return clock;
  }

  /** When this viewer began to look. */
  Instant began() {
    return began;
  }

  /** Pictures have higher numbers than this one. */
  long firstPicture() {
    return began.toEpochMilli();
  }

  /** How cameras stand. */
  CameraBoard board() {
    return board;
  }

  /** What categories covered lately. */
  public ShareHistory shares() {
    return shares;
  }

  /** Zones of cameras, and what happens in them. */
  public ZoneBoard zones() {
    return zones;
  }

  /** The remembered frames. */
  FrameMemory frames() {
    return frames;
  }

  /** The last frame of a camera with its mask, JPEG. */
  public Optional<byte[]> overlay(String cameraId) {
    return frames.newest(cameraId).flatMap(WatchedFrame::overlay);
  }

  /** Cameras with a picture, for scripts. */
  public List<CameraView> views() {
    return board.rows().stream().flatMap(row -> view(row).stream()).toList();
  }

  private Optional<CameraView> view(CameraRow row) {
    return frames.newest(row.id()).map(frame -> view(row, frame));
  }

  private static CameraView view(CameraRow row, WatchedFrame frame) {
    SegmentationMask mask = frame.mask();
    return new CameraView(
        row.id(),
        mask.getSource().getFrameId(),
        frame.name(),
        mask.getHeight(),
        mask.getWidth(),
        mask.getVocabularyId(),
        mask.getVocabularyVersion(),
        row.maskedRate(),
        legend(mask),
        PictureSegmenter.seenInstead(mask));
  }

  /** Names and colours of the values of a mask. */
  static List<LegendView> legend(SegmentationMask mask) {
    return mask.getLegend().stream()
        .map(
            entry ->
                new LegendView(
                    entry.getValue(), entry.getCategory(), Palette.hex(entry.getValue())))
        .toList();
  }
}
