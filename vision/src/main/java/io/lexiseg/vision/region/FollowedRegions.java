package io.lexiseg.vision.region;

import io.lexiseg.vision.region.ConnectedRegion.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The largest regions of a mask with their ids, and where they are, so that those of the next mask
 * can be followed.
 *
 * <p><b>Threads:</b> safe.
 */
public final class FollowedRegions {
  /** So many regions of a mask are listed; smaller ones are only counted. */
  public static final int MOST = 256;

  private static final int SPAN = 3;

  private static final Comparator<int[]> MOST_IN_COMMON =
      Comparator.<int[]>comparingInt(pair -> -pair[2])
          .thenComparingInt(pair -> pair[0])
          .thenComparingInt(pair -> pair[1]);

  private final int height;
  private final int width;
  private final List<String> names;
  private final List<ConnectedRegion> list;
  private final int leftOut;

  /** First pixel, pixel behind the last and place in the list, in turn, in row-major order. */
  private final int[] spans;

  private FollowedRegions(FollowedRegions places, List<ConnectedRegion> list) {
    this.height = places.height;
    this.width = places.width;
    this.names = places.names;
    this.list = List.copyOf(list);
    this.leftOut = places.leftOut;
    this.spans = places.spans;
  }

  private FollowedRegions(
      ConnectedRegions regions, float @Nullable [] best, List<String> names, long frame) {
    this.height = regions.mask().height();
    this.width = regions.mask().width();
    this.names = List.copyOf(names);
    int[] largest = largest(regions);
    this.leftOut = regions.count() - largest.length;
    this.spans = spans(regions, largest);
    this.list = list(regions, best, largest, frame);
  }

  /**
   * The largest regions of a mask, each with an id that no region had before.
   *
   * @param best {@code [height, width]}, score of each pixel's category; null where it is not known
   * @param names of the values 1..N in order
   * @param frame number of the mask's frame, 0 or more; ids are {@link #MOST} times this and the
   *     place in the list, so no two frames give the same
   */
  public static FollowedRegions of(
      ConnectedRegions regions, float @Nullable [] best, List<String> names, long frame) {
    return new FollowedRegions(regions, best, names, frame);
  }

  /** The largest first; of one size the first in the mask. */
  private static int[] largest(ConnectedRegions regions) {
    Comparator<Integer> smallest =
        Comparator.<Integer>comparingInt(regions::pixels).thenComparing(Comparator.reverseOrder());
    PriorityQueue<Integer> kept = new PriorityQueue<>(smallest);
    for (int region = 0; region < regions.count(); region++) {
      if (kept.size() < MOST) {
        kept.add(region);
      } else if (regions.pixels(kept.element()) < regions.pixels(region)) {
        kept.remove();
        kept.add(region);
      }
    }
    return kept.stream().sorted(smallest.reversed()).mapToInt(Integer::intValue).toArray();
  }

  private static int[] spans(ConnectedRegions regions, int[] largest) {
    int[] places = new int[regions.count()];
    Arrays.fill(places, -1);
    for (int place = 0; place < largest.length; place++) {
      places[largest[place]] = place;
    }
    int[] spans = new int[16 * SPAN];
    int used = 0;
    for (int run = 0; run < regions.runs(); run++) {
      int region = regions.region(run);
      if (region >= 0 && places[region] >= 0) {
        spans = used < spans.length ? spans : Arrays.copyOf(spans, 2 * spans.length);
        spans[used] = regions.start(run);
        spans[used + 1] = regions.start(run + 1);
        spans[used + 2] = places[region];
        used += SPAN;
      }
    }
    return Arrays.copyOf(spans, used);
  }

  private List<ConnectedRegion> list(
      ConnectedRegions regions, float @Nullable [] best, int[] largest, long frame) {
    int[][] boxes = new int[largest.length][];
    double[] scores = new double[largest.length];
    for (int i = 0; i < spans.length; i += SPAN) {
      int place = spans[i + 2];
      boxes[place] = enclosing(boxes[place], spans[i], spans[i + 1]);
      for (int p = spans[i]; best != null && p < spans[i + 1]; p++) {
        scores[place] += best[p];
      }
    }
    List<ConnectedRegion> found = new ArrayList<>();
    for (int place = 0; place < largest.length; place++) {
      int number = largest[place];
      int pixels = regions.pixels(number);
      int[] box = boxes[place];
      found.add(
          new ConnectedRegion(
              number,
              frame * MOST + place,
              regions.value(number),
              pixels,
              (float) (scores[place] / pixels),
              new Box(box[0], box[1], box[2], box[3])));
    }
    return List.copyOf(found);
  }

  private int[] enclosing(int @Nullable [] box, int start, int end) {
    int y = start / width;
    int from = start - y * width;
    int to = end - y * width - 1;
    if (box == null) {
      return new int[] {y, from, y, to};
    }
    box[1] = Math.min(box[1], from);
    box[2] = y;
    box[3] = Math.max(box[3], to);
    return box;
  }

  /**
   * The same regions with the ids that they have from the mask before: each that of the region of
   * the same category which it overlaps most. Where a region parts, the part that overlaps it most
   * keeps the id; where regions merge, the id is that of the one that is overlapped most. No two
   * regions share an id. A category is known by its name. Of a mask of another size nothing is
   * taken.
   */
  public FollowedRegions after(FollowedRegions before) {
    if (before.height != height || before.width != width) {
      return this;
    }
    List<ConnectedRegion> followed = new ArrayList<>(list);
    boolean[] given = new boolean[before.list.size()];
    boolean[] known = new boolean[list.size()];
    for (int[] pair : common(before)) {
      ConnectedRegion old = before.list.get(pair[0]);
      ConnectedRegion now = list.get(pair[1]);
      if (!given[pair[0]] && !known[pair[1]] && before.name(old).equals(name(now))) {
        given[pair[0]] = true;
        known[pair[1]] = true;
        followed.set(pair[1], now.withId(old.id()));
      }
    }
    return new FollowedRegions(this, followed);
  }

  private String name(ConnectedRegion region) {
    return names.get(region.value() - 1);
  }

  /** Place there, place here, pixels in common, at least 1; most pixels first. */
  private List<int[]> common(FollowedRegions before) {
    int[][] pixels = new int[before.list.size()][list.size()];
    int old = 0;
    int now = 0;
    while (old < before.spans.length && now < spans.length) {
      int from = Math.max(before.spans[old], spans[now]);
      int to = Math.min(before.spans[old + 1], spans[now + 1]);
      pixels[before.spans[old + 2]][spans[now + 2]] += Math.max(0, to - from);
      if (before.spans[old + 1] < spans[now + 1]) {
        old += SPAN;
      } else {
        now += SPAN;
      }
    }
    List<int[]> pairs = new ArrayList<>();
    for (int i = 0; i < pixels.length; i++) {
      for (int j = 0; j < pixels[i].length; j++) {
        if (pixels[i][j] > 0) {
          pairs.add(new int[] {i, j, pixels[i][j]});
        }
      }
    }
    pairs.sort(MOST_IN_COMMON);
    return pairs;
  }

  /** The largest first, at most {@link #MOST}. */
  public List<ConnectedRegion> list() {
    return list;
  }

  /** How many smaller ones are not listed. */
  public int leftOut() {
    return leftOut;
  }

  /** Memory that it takes, bytes, about. */
  public long bytes() {
    return (long) Integer.BYTES * spans.length + 96L * list.size();
  }
}
