package io.lexiseg.indexbuilder.prototype;

import io.lexiseg.indexbuilder.attribution.AttributionMap;
import io.lexiseg.indexbuilder.generation.GeneratedPicture;
import io.lexiseg.indexbuilder.generation.GeneratorIdentity;
import io.lexiseg.indexbuilder.generation.PictureGenerator;
import io.lexiseg.indexbuilder.generation.PictureRequest;
import io.lexiseg.indexbuilder.noun.Noun;
import io.lexiseg.indexbuilder.noun.NounReport;
import io.lexiseg.vision.image.RgbImage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A generator that paints each noun it knows as an upright stripe of its own colour, in the order
 * of the caption and of equal widths, and knows exactly where it is. A seed shifts the brightness.
 * {@code ghost} is painted as a stripe that the prompt does not hold; a caption with {@code broken}
 * gives no picture.
 */
public final class PaintedPictures implements PictureGenerator {
  /** Side of a picture. */
  public static final int SIDE = 48;

  /** Side of an attribution map. */
  public static final int GRID = 12;

  private static final Map<String, int[]> COLOURS =
      Map.of(
          "sky", new int[] {40, 90, 220},
          "grass", new int[] {30, 160, 40},
          "house", new int[] {200, 60, 40},
          "snow", new int[] {235, 235, 240},
          "ghost", new int[] {90, 90, 90},
          "trees", new int[] {10, 80, 20});

  private final int batchSize;
  private boolean closed;

  /** Paints so many at a time. */
  public PaintedPictures(int batchSize) {
    this.batchSize = batchSize;
  }

  /** The nouns of a caption as this generator knows them; {@code trees} are of {@code tree}. */
  public static NounReport nouns(String caption) {
    List<Noun> nouns =
        known(caption).stream()
            .map(word -> new Noun(word, word.equals("trees") ? "tree" : word))
            .toList();
    return new NounReport(nouns, List.of());
  }

  private static List<String> known(String caption) {
    return Arrays.stream(caption.split(" ")).filter(COLOURS::containsKey).distinct().toList();
  }

  @Override
  public GeneratorIdentity identity() {
    return new GeneratorIdentity("painter", "b".repeat(64), "stripes");
  }

  @Override
  public int batchSize() {
    return batchSize;
  }

  @Override
  public List<Optional<GeneratedPicture>> generate(List<PictureRequest> requests) {
    if (closed || requests.size() > batchSize) {
      throw new IllegalStateException("closed, or too many requests: " + requests.size());
    }
    return requests.stream().map(PaintedPictures::paint).toList();
  }

  private static Optional<GeneratedPicture> paint(PictureRequest request) {
    if (request.caption().contains("broken")) {
      return Optional.empty();
    }
    List<String> stripes = known(request.caption());
    int shift = (int) Math.floorMod(request.seed(), 16L);
    byte[] pixels = new byte[SIDE * SIDE * 3];
    for (int p = 0; p < SIDE * SIDE; p++) {
      String word = stripes.get(p % SIDE * stripes.size() / SIDE);
      int[] colour = COLOURS.getOrDefault(word, new int[3]);
      for (int c = 0; c < 3; c++) {
        pixels[3 * p + c] = (byte) Math.min(255, colour[c] + shift);
      }
    }
    Map<String, AttributionMap> maps = new LinkedHashMap<>();
    for (String word : request.words()) {
      if (!word.equals("ghost")) {
        maps.put(word, attribution(stripes.indexOf(word), stripes.size()));
      }
    }
    return Optional.of(new GeneratedPicture(RgbImage.of(SIDE, SIDE, pixels), maps));
  }

  private static AttributionMap attribution(int stripe, int stripes) {
    float[] values = new float[GRID * GRID];
    for (int cell = 0; cell < values.length; cell++) {
      values[cell] = cell % GRID * stripes / GRID == stripe ? 1 : 0.1f;
    }
    return new AttributionMap(GRID, GRID, values);
  }

  @Override
  public void close() {
    closed = true;
  }
}
