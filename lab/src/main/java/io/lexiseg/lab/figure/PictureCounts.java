package io.lexiseg.lab.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexiseg.vision.mask.Mask;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * How often, in one picture, pixels of each reference category got each predicted one: all that
 * figures over pictures need. Immutable.
 */
public final class PictureCounts {
  private static final long[] NONE = {};

  private final String name;
  private final long pixels;
  private final long[] entries;
  private final Optional<long[]> boundaries;

  private PictureCounts(String name, long pixels, long[] entries, Optional<long[]> boundaries) {
    this.name = name;
    this.pixels = pixels;
    this.entries = entries;
    this.boundaries = boundaries;
  }

  /** Takes one entry. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes it.
     *
     * @param reference 1..N
     * @param predicted 0..N
     * @param pixels at least 1
     */
    void add(int reference, int predicted, long pixels);
  }

  /**
   * Counts one picture. Pixels without reference category (value 0) count nowhere.
   *
   * @throws IllegalArgumentException if sizes differ
   */
  public static PictureCounts of(String name, Mask reference, Mask predicted) {
    if (reference.height() != predicted.height() || reference.width() != predicted.width()) {
      throw new IllegalArgumentException(
          "%s: expected a mask of the reference's %dx%d, got %dx%d"
              .formatted(
                  name,
                  reference.height(),
                  reference.width(),
                  predicted.height(),
                  predicted.width()));
    }
    SortedMap<Integer, Long> counts = new TreeMap<>();
    int run = 0;
    for (int p = 0; p < reference.values().length; p += run) {
      int pair = pair(reference, predicted, p);
      run = 1;
      while (p + run < reference.values().length && pair(reference, predicted, p + run) == pair) {
        run++;
      }
      if (pair >>> Short.SIZE > 0) {
        counts.merge(pair, (long) run, Long::sum);
      }
    }
    return new PictureCounts(
        name,
        reference.values().length,
        entries(counts),
        Optional.of(Boundaries.entries(reference, predicted)));
  }

  private static int pair(Mask reference, Mask predicted, int p) {
    return Short.toUnsignedInt(reference.values()[p]) << Short.SIZE
        | Short.toUnsignedInt(predicted.values()[p]);
  }

  private static long[] entries(SortedMap<Integer, Long> counts) {
    long[] entries = new long[3 * counts.size()];
    int at = 0;
    for (var count : counts.entrySet()) {
      long pair = Integer.toUnsignedLong(count.getKey());
      entries[at++] = pair >>> Short.SIZE;
      entries[at++] = pair & 0xFFFF;
      entries[at++] = count.getValue();
    }
    return entries;
  }

  /** The picture. */
  public String name() {
    return name;
  }

  /** Its height times width. */
  public long pixels() {
    return pixels;
  }

  /** Entries of {@link Boundaries}; not to be written to. Empty where none were counted. */
  long[] boundaries() {
    return boundaries.orElse(NONE);
  }

  /** Whether boundaries were counted: earlier versions did not. */
  boolean hasBoundaries() {
    return boundaries.isPresent();
  }

  /** Hands over every entry. */
  public void forEach(Sink sink) {
    for (int at = 0; at < entries.length; at += 3) {
      sink.add(Math.toIntExact(entries[at]), Math.toIntExact(entries[at + 1]), entries[at + 2]);
    }
  }

  /**
   * Mean IoU in this picture over the categories that its reference has, 0..1; empty without any.
   */
  public OptionalDouble meanIou(int categories) {
    CategoryAreas areas = new CategoryAreas(categories);
    areas.add(this);
    return areas.meanIou();
  }

  /** As one JSON object. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", name).put("pixels", pixels);
    for (long entry : entries) {
      json.withArray("counts").add(entry);
    }
    boundaries.ifPresent(
        counted -> {
          ArrayNode array = json.putArray("boundaries");
          Arrays.stream(counted).forEach(array::add);
        });
    return json;
  }

  /**
   * Reads what {@link #toJson} made.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static PictureCounts from(JsonNode json) {
    long[] entries = numbers(json.path("counts"));
    long[] boundaries = numbers(json.path("boundaries"));
    boolean complete = json.path("name").isTextual() && json.path("pixels").canConvertToLong();
    if (!complete
        || entries.length % 3 != 0
        || boundaries.length % Boundaries.ENTRY != 0
        || LongStream.concat(Arrays.stream(entries), Arrays.stream(boundaries))
            .anyMatch(e -> e < 0)) {
      throw new IllegalArgumentException("expected the counts of a picture, got " + json);
    }
    return new PictureCounts(
        json.get("name").asText(),
        json.get("pixels").asLong(),
        entries,
        json.has("boundaries") ? Optional.of(boundaries) : Optional.empty());
  }

  private static long[] numbers(JsonNode array) {
    long[] numbers = new long[array.size()];
    for (int at = 0; at < numbers.length; at++) {
      numbers[at] = array.get(at).asLong(-1);
    }
    return numbers;
  }
}
