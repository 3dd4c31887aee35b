package io.lexiseg.cli.viewer;

import io.lexiseg.cli.output.MaskedFrame;
import io.lexiseg.cli.output.PictureSegmenter;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.vision.overlay.Palette;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the page shows of cameras: the last masked frame of each camera.
 *
 * <p><b>Threads:</b> safe.
 */
public final class ViewerState {
  private static final int MOST_CAMERAS = 64;

  private final Clock clock;
  private final Map<String, CameraState> cameras = new TreeMap<>();

  /** Begins with nothing to show. */
  public ViewerState(Clock clock) {
    this.clock = clock;
  }

  private static final class CameraState {
    private final FrameRate rate = new FrameRate();
    private MaskedFrame last;

    CameraState(MaskedFrame first) {
      this.last = first;
    }
  }

  /**
   * What the page is told of a camera.
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

  /** Takes a new frame; cameras beyond the 64th are not shown. */
  public synchronized void show(MaskedFrame frame) {
    String id = frame.mask().getSource().getCameraId();
    if (!cameras.containsKey(id) && cameras.size() == MOST_CAMERAS) {
      return;
    }
    CameraState camera = cameras.computeIfAbsent(id, key -> new CameraState(frame));
    camera.last = frame;
    camera.rate.count(clock.instant());
  }

  /** The last frame of a camera with its mask, JPEG. */
  public synchronized Optional<byte[]> overlay(String cameraId) {
    return Optional.ofNullable(cameras.get(cameraId)).map(camera -> camera.last.overlay());
  }

  /** Everything but the pictures. */
  public synchronized List<CameraView> views() {
    List<CameraView> views = new ArrayList<>();
    cameras.forEach((id, camera) -> views.add(view(id, camera)));
    return views;
  }

  private CameraView view(String id, CameraState camera) {
    SegmentationMask mask = camera.last.mask();
    List<LegendView> legend =
        mask.getLegend().stream()
            .map(
                entry ->
                    new LegendView(entry.getValue(), entry.getCategory(), colour(entry.getValue())))
            .toList();
    return new CameraView(
        id,
        mask.getSource().getFrameId(),
        camera.last.name(),
        mask.getHeight(),
        mask.getWidth(),
        mask.getVocabularyId(),
        mask.getVocabularyVersion(),
        camera.rate.perSecond(clock.instant()),
        legend,
        PictureSegmenter.seenInstead(mask));
  }

  /** Colour of a mask value, {@code #rrggbb}. */
  static String colour(int value) {
    return "#%06x".formatted(Palette.colour(value) & 0xffffff);
  }
}
