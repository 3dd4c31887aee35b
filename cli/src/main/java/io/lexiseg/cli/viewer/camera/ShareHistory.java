package io.lexiseg.cli.viewer.camera;

import io.lexiseg.schemas.CategoryCoverage;
import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.MaskStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What categories covered of each camera's pictures over the last hour, and how sure the last masks
 * were of it.
 *
 * <p><b>Threads:</b> safe.
 */
public final class ShareHistory {
  /** How far it reaches back. */
  public static final Duration PAST = Duration.ofHours(1);

  /** Each stands for the mean of the masks that were captured within it. */
  static final Duration STEP = Duration.ofSeconds(30);

  private static final int STEPS = (int) PAST.dividedBy(STEP);
  private static final int MOST_CAMERAS = 256;
  private static final int MOST_SCORES = 60;
  private static final int MOST_CATEGORIES = 200;

  private final Map<String, Shelf> cameras = new LinkedHashMap<>(16, 0.75f, true);

  private static final class Shelf {
    private final TreeMap<Long, Step> steps = new TreeMap<>();
    private final Deque<Scored> last = new ArrayDeque<>();
  }

  private record Scored(int partition, long offset, Map<String, Float> scores) {}

  private static final class Step {
    private final Map<String, Double> sums = new LinkedHashMap<>();
    private int masks;
  }

  /** A category with its mean share of each step, 0..1; where no mask was, a negative number. */
  public record Line(String category, List<Double> shares) {}

  /**
   * The last hour of a camera.
   *
   * @param from start of the first step, since 1970
   * @param stepMillis length of a step
   * @param lines categories that were seen, those with most pixels first
   */
  public record View(long from, long stepMillis, List<Line> lines) {}

  /** Takes what a mask says in numbers. */
  public synchronized void counted(MaskStatistics statistics) {
    String camera = statistics.getSource().getCameraId();
    Shelf shelf = cameras.computeIfAbsent(camera, id -> new Shelf());
    if (cameras.size() > MOST_CAMERAS) {
      cameras.remove(cameras.keySet().iterator().next());
    }
    shelf.last.addLast(scored(statistics));
    if (shelf.last.size() > MOST_SCORES) {
      shelf.last.removeFirst();
    }
    long at = step(statistics.getSource().getCapturedAt());
    Step step = shelf.steps.computeIfAbsent(at, start -> new Step());
    step.masks++;
    for (CategoryCoverage one : statistics.getCategories()) {
      if (step.sums.containsKey(one.getCategory()) || step.sums.size() < MOST_CATEGORIES) {
        step.sums.merge(one.getCategory(), one.getFraction(), Double::sum);
      }
    }
    if (shelf.steps.size() > STEPS) {
      shelf.steps.pollFirstEntry();
    }
  }

  private static long step(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), STEP.toMillis());
  }

  private static Scored scored(MaskStatistics statistics) {
    Map<String, Float> scores = new LinkedHashMap<>();
    statistics.getCategories().forEach(one -> scores.put(one.getCategory(), one.getMeanScore()));
    FrameCoordinates source = statistics.getSource();
    return new Scored(source.getPartition(), source.getOffset(), scores);
  }

  /**
   * Mean score of each category of a frame, 0..1; empty: nothing is known of the frame, or nothing
   * any more.
   */
  public synchronized Optional<Map<String, Float>> scores(FrameCoordinates source) {
    return Optional.ofNullable(cameras.get(source.getCameraId())).stream()
        .flatMap(shelf -> shelf.last.stream())
        .filter(one -> one.partition() == source.getPartition())
        .filter(one -> one.offset() == source.getOffset())
        .map(Scored::scores)
        .findFirst();
  }

  /** The hour up to a time. */
  public synchronized View view(String camera, Instant now) {
    long first = step(now) - STEPS + 1;
    TreeMap<Long, Step> steps =
        Optional.ofNullable(cameras.get(camera))
            .map(shelf -> new TreeMap<>(shelf.steps.tailMap(first)))
            .orElseGet(TreeMap::new);
    Map<String, Double> totals = new LinkedHashMap<>();
    steps
        .values()
        .forEach(step -> step.sums.forEach((name, sum) -> totals.merge(name, sum, Double::sum)));
    List<Line> lines =
        totals.entrySet().stream()
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .map(entry -> new Line(entry.getKey(), shares(entry.getKey(), steps, first)))
            .toList();
    return new View(first * STEP.toMillis(), STEP.toMillis(), lines);
  }

  private static List<Double> shares(String category, Map<Long, Step> steps, long first) {
    List<Double> shares = new ArrayList<>();
    for (long at = first; at < first + STEPS; at++) {
      Step step = steps.get(at);
      shares.add(step == null ? -1 : rounded(step.sums.getOrDefault(category, 0.0) / step.masks));
    }
    return shares;
  }

  /** Few digits travel fast. */
  private static double rounded(double share) {
    return Math.round(share * 1e4) / 1e4;
  }
}
