package io.lexiseg.vision.steady;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.superpixel.LabelMap;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one camera: its last picture, cell by cell as it was when the cell was made
 * anew, the regions and their scores, and how much the camera's pixels differ by themselves.
 *
 * <p>The same pictures in the same order, from an empty memory, leave the same behind.
 *
 * <p><b>Threads:</b> for one thread at a time.
 *
 * @param <R> what was made of the scene last
 */
public final class SceneMemory<R> {
  /** Regions at most; with more, all is made anew. */
  private static final int MOST_REGIONS = 4096;

  private final CameraNoise noise = new CameraNoise();
  private @Nullable Scene<R> scene;

  /** All that belongs to one run of pictures. */
  private static final class Scene<R> {
    private final Object rules;
    private final RgbImage seen;
    private final float[] embedding;
    private final int[] age;
    private final Settling settling;
    private HeldRegions regions;
    private int sinceRenewal;
    private int renewals;
    private @Nullable R result;
    private float handicap = Float.NaN;

    Scene(
        Object rules,
        RgbImage picture,
        float[] embedding,
        HeldRegions regions,
        @Nullable Settling settling) {
      this.rules = rules;
      this.seen = RgbImage.of(picture.height(), picture.width(), picture.pixels().clone());
      this.embedding = embedding;
      CellGrid grid = new CellGrid(picture.height(), picture.width());
      this.age = new int[grid.cells()];
      this.settling = settling == null ? new Settling(grid) : settling;
      this.regions = regions;
    }
  }

  /** Whether there is something that was made by the same rules. */
  public boolean holds(Object rules) {
    return scene != null && scene.rules.equals(rules);
  }

  /** Forgets the scene, but not the camera's noise. */
  public void forget() {
    scene = null;
  }

  /** Begins with a picture that nothing is known of. */
  public void begin(
      Object rules, RgbImage picture, LabelMap map, float[][] scores, float[] embedding) {
    HeldRegions regions = new HeldRegions(map.width(), map.labels().clone(), scores);
    scene = new Scene<>(rules, picture, embedding, regions, null);
  }

  /**
   * Compares a picture with the one that is remembered; everything grows older by one picture.
   *
   * @throws NullPointerException if there is none
   */
  public Changes look(RgbImage picture) {
    Scene<R> held = held();
    held.sinceRenewal++;
    for (int c = 0; c < held.age.length; c++) {
      held.age[c]++;
    }
    return Changes.between(held.seen, picture, noise, held.settling);
  }

  /**
   * Whether all has to be made anew: after 1, 4, 16, ... pictures and then always after so many. So
   * what stands still is soon the mean of several looks.
   */
  public boolean isDue(int longest) {
    Scene<R> held = held();
    int wait = held.renewals < Integer.SIZE / 2 - 1 ? 1 << (2 * held.renewals) : longest;
    return held.sinceRenewal >= Math.min(wait, longest)
        || held.regions.scores().length > MOST_REGIONS;
  }

  /**
   * Replaces what moved within a patch.
   *
   * @param map of the patch's size
   * @param scores {@code [regions of the map][categories]}
   */
  public void replace(Patch patch, LabelMap map, float[][] scores, Changes changes) {
    held().regions.replace(patch, map, scores, changes);
  }

  /** Ends the changes of one picture: what moved is remembered as it is now. */
  public void accept(RgbImage picture, Changes changes) {
    Scene<R> held = held();
    held.regions.compact();
    CellGrid grid = changes.grid();
    for (int c = 0; c < grid.cells(); c++) {
      if (changes.cell(c)) {
        held.age[c] = 0;
        copy(picture, held.seen, grid, c);
      }
    }
  }

  private static void copy(RgbImage from, RgbImage to, CellGrid grid, int cell) {
    int left = cell % grid.columns() * CellGrid.SIDE;
    int length = 3 * (Math.min(left + CellGrid.SIDE, grid.width()) - left);
    int top = cell / grid.columns() * CellGrid.SIDE;
    for (int y = top; y < Math.min(top + CellGrid.SIDE, grid.height()); y++) {
      int at = 3 * (y * grid.width() + left);
      System.arraycopy(from.pixels(), at, to.pixels(), at, length);
    }
  }

  /**
   * Makes all anew.
   *
   * @param inertia what the scores so far count at most where nothing moved, 0..1
   * @return part of the pixels that did not move whose best category is another now, 0..1
   */
  public double renew(
      RgbImage picture,
      LabelMap map,
      float[][] scores,
      float[] embedding,
      Changes changes,
      float inertia) {
    Scene<R> held = held();
    Overlaps overlaps = new Overlaps(map.regions());
    float[][] former = held.regions.scores();
    int looks = held.renewals + 1;
    float mean = Math.min(inertia, looks / (looks + 1f));
    HeldRegions regions = held.regions.renewed(map, scores, changes, mean, overlaps);
    Scene<R> renewed = new Scene<>(held.rules, picture, embedding, regions, held.settling);
    renewed.renewals = looks;
    scene = renewed;
    return overlaps.disagreement(scores, former);
  }

  /** Regions and scores, as they are now. */
  public HeldRegions regions() {
    return held().regions;
  }

  /** Embedding of the picture as a whole, of when all was made anew. */
  public float[] embedding() {
    return held().embedding;
  }

  /** Pictures since the oldest part was made anew. */
  public int oldest() {
    return Arrays.stream(held().age).max().orElse(0);
  }

  /**
   * What nouns that nobody named lose in this scene; it stays as it is until all is made anew.
   *
   * @param first finds it when it is not known
   */
  public float handicap(Supplier<Float> first) {
    Scene<R> held = held();
    if (Float.isNaN(held.handicap)) {
      held.handicap = first.get();
    }
    return held.handicap;
  }

  /** What was made of the scene last. */
  public R result() {
    return Objects.requireNonNull(held().result);
  }

  /** Keeps what was made of the scene. */
  public void keep(R result) {
    held().result = result;
  }

  /** Bytes that the scene takes, without what was made of it; 0 where there is none. */
  public long bytes() {
    return scene == null
        ? 0
        : scene.seen.pixels().length
            + scene.regions.bytes()
            + scene.settling.bytes()
            + Integer.BYTES * (long) scene.age.length;
  }

  private Scene<R> held() {
    return Objects.requireNonNull(scene);
  }
}
