package io.lexiseg.indexbuilder.job;

import io.lexiseg.indexbuilder.generation.CaptionTask;
import io.lexiseg.indexbuilder.generation.PrototypeMaker;
import io.lexiseg.indexbuilder.noun.NounReport;
import io.lexiseg.indexbuilder.prototype.PictureListener;
import io.lexiseg.prototypes.ComponentType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What a build is going to take on this machine, from drawing a few of its captions.
 *
 * @param captions of the build
 * @param nouns in them, counted in up to {@value #COUNTED} captions
 * @param drawn captions that were drawn and timed
 * @param time for all captions
 * @param madeBytes of the batches
 * @param indexBytes of the index
 * @param pictureBytes of the pictures, if they are kept
 */
public record BuildEstimate(
    int captions,
    long nouns,
    int drawn,
    Duration time,
    long madeBytes,
    long indexBytes,
    long pictureBytes) {
  private static final int COUNTED = 2000;
  private static final int TIMED = 2;

  /** Bytes of a batch and of the tables that describe a prototype in words. */
  private static final int WORDS_BYTES = 400;

  /**
   * Draws one caption to warm up, then two with a clock.
   *
   * @param tasks of the build
   * @param makers opens a maker that shows its pictures; it is closed again
   * @param nanoTime a clock, in nanoseconds
   */
  public static BuildEstimate of(
      BuildPlan plan,
      List<CaptionTask> tasks,
      Function<String, NounReport> nouns,
      ComponentType components,
      Function<PictureListener, PrototypeMaker> makers,
      LongSupplier nanoTime) {
    List<Long> pictureBytes = new ArrayList<>();
    PictureListener sizes =
        (task, image, words) -> pictureBytes.add(KeptPictures.sizeBytes(image, words));
    List<CaptionTask> sample = evenly(tasks, TIMED + 1);
    List<CaptionTask> timed = sample.size() > 1 ? sample.subList(1, sample.size()) : sample;
    long nanos = 0;
    try (PrototypeMaker maker = makers.apply(sizes)) {
      maker.make(sample.subList(0, 1));
      for (int from = 0; from < timed.size(); from += maker.batchSize()) {
        List<CaptionTask> together =
            timed.subList(from, Math.min(from + maker.batchSize(), timed.size()));
        long begin = nanoTime.getAsLong();
        maker.make(together);
        nanos += nanoTime.getAsLong() - begin;
      }
    }
    List<CaptionTask> counted = evenly(tasks, COUNTED);
    long found =
        counted.stream().mapToLong(task -> nouns.apply(task.caption()).nouns().size()).sum();
    long all = Math.round((double) found * tasks.size() / counted.size());
    double picture = pictureBytes.stream().mapToLong(Long::longValue).average().orElse(0);
    return new BuildEstimate(
        tasks.size(),
        all,
        timed.size(),
        Duration.ofNanos(Math.round((double) nanos / timed.size() * tasks.size())),
        all * (new BatchCodec(plan).pairBytes() + WORDS_BYTES),
        all * indexBytes(plan.encoder(), components),
        Math.round(picture * tasks.size()));
  }

  private static long indexBytes(BuildPlan.Encoder encoder, ComponentType components) {
    return (long) encoder.keyDimension() * Float.BYTES
        + (long) encoder.prototypeDimension() * components.sizeBytes()
        + Integer.BYTES
        + WORDS_BYTES / 2;
  }

  private static List<CaptionTask> evenly(List<CaptionTask> tasks, int most) {
    int count = Math.min(most, tasks.size());
    List<CaptionTask> chosen = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      chosen.add(tasks.get(Math.toIntExact((long) i * tasks.size() / count)));
    }
    return chosen;
  }

  /**
   * The estimate for people.
   *
   * @param pictures whether pictures are kept
   * @param freeBytes on the disk of the index
   */
  public List<String> text(boolean pictures, long freeBytes) {
    long bytes = madeBytes + indexBytes + (pictures ? pictureBytes : 0);
    return List.of(
        "%d captions, about %d nouns".formatted(captions, nouns),
        String.format(
            Locale.ROOT,
            "time: about %s, %.2f s a caption (%d drawn)",
            words(time),
            time.toMillis() / 1000.0 / captions,
            drawn),
        "disk: about %s: %s made, %s index, %s pictures%s; %s free"
            .formatted(
                size(bytes),
                size(madeBytes),
                size(indexBytes),
                size(pictureBytes),
                pictures ? "" : " if they are kept",
                size(freeBytes)),
        bytes > freeBytes ? "the disk is too small" : "the disk is large enough");
  }

  private static String words(Duration time) {
    double seconds = time.toMillis() / 1000.0;
    if (seconds < 120) {
      return String.format(Locale.ROOT, "%.0f s", seconds);
    }
    return seconds < 7200
        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
        : seconds < 172_800
            ? String.format(Locale.ROOT, "%.1f h", seconds / 3600)
            : String.format(Locale.ROOT, "%.1f days", seconds / 86_400);
  }

  private static String size(long bytes) {
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
