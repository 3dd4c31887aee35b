package io.lexiseg.quickstart.viewer;

import io.lexiseg.quickstart.output.MaskedFrame;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.SupportLevel;
import io.lexiseg.schemas.VocabularyStatus;
import io.lexiseg.vision.image.Palette;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the page shows: the last masked frame of each camera and the last word on each vocabulary.
 *
 * <p><b>Threads:</b> safe.
 */
public final class ViewerState {
  private static final int MOST_CAMERAS = 64;

  private final Clock clock;
  private final Map<String, CameraState> cameras = new TreeMap<>();
  private final Map<String, VocabularyView> vocabularies = new TreeMap<>();

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

  /** What the page is told of everything. */
  public record Snapshot(List<CameraView> cameras, List<VocabularyView> vocabularies) {}

  /** What the page is told of a camera. */
  public record CameraView(
      String id,
      long frameId,
      String name,
      int height,
      int width,
      String vocabularyId,
      int vocabularyVersion,
      double framesPerSecond,
      List<LegendView> legend) {}

  /** One line of a legend; the colour as {@code #rrggbb}. */
  public record LegendView(int value, String category, String colour) {}

  /** What the page is told of a vocabulary; {@code weak} are categories the index hardly knows. */
  public record VocabularyView(
      String id, int version, String state, String commandId, String error, List<String> weak) {}

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

  /** Takes a processor's report on a vocabulary. */
  public synchronized void report(VocabularyStatus status) {
    List<String> weak =
        status.getSupport().stream()
            .filter(category -> category.getLevel() != SupportLevel.STRONG)
            .map(category -> category.getCategory())
            .toList();
    vocabularies.put(
        status.getVocabularyId(),
        new VocabularyView(
            status.getVocabularyId(),
            status.getVersion(),
            status.getState().name(),
            status.getCommandId().orElse(""),
            status.getError().orElse(""),
            weak));
  }

  /** The last frame of a camera with its mask, JPEG. */
  public synchronized Optional<byte[]> overlay(String cameraId) {
    return Optional.ofNullable(cameras.get(cameraId)).map(camera -> camera.last.overlay());
  }

  /** Everything but the pictures. */
  public synchronized Snapshot snapshot() {
    List<CameraView> views = new ArrayList<>();
    cameras.forEach((id, camera) -> views.add(view(id, camera)));
    return new Snapshot(views, List.copyOf(vocabularies.values()));
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
        legend);
  }

  private static String colour(int value) {
    return "#%06x".formatted(Palette.colour(value) & 0xffffff);
  }
}
