package io.lexiseg.vision.steady;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.superpixel.LabelMap;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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

  /** With more than this part of the pixels moved, the camera itself moves. */
  private static final double DRIVEN = 0.2;

  private static final int FIRST_WAIT = 8;
  private static final int EARLY_LOOKS = 2;

  private final CameraNoise noise = new CameraNoise();
  private @Nullable Scene<R> scene;

  /** All that belongs to one run of pictures. */
  private static final class Scene<R> {
    private final Object rules;
    private final RgbImage seen;
    private float[] embedding;
    private final int[] age;
    private final Settling settling;
    private final Ground ground;
    private HeldRegions regions;
    private boolean uncovered;
    private int sinceLook;
    private int looks;
    private @Nullable R result;
    private float handicap = Float.NaN;

    /** Begins with a picture that nothing is known of. */
    Scene(Object rules, RgbImage picture, float[] embedding, HeldRegions regions) {
      CellGrid grid = new CellGrid(picture.height(), picture.width());
      this.rules = rules;
      this.seen = copied(picture);
      this.embedding = embedding;
      this.age = new int[grid.cells()];
      this.settling = new Settling(grid);
      this.regions = regions;
      this.ground = new Ground(grid, picture, regions);
    }

    /** Whether a cell was made of a part since the last look at the whole. */
    boolean isOfAPart(int cell) {
      return age[cell] < sinceLook;
    }

    /** Goes on with other regions. */
    Scene(Scene<R> before, RgbImage picture, float[] embedding, HeldRegions regions) {
      this.rules = before.rules;
      this.seen = copied(picture);
      this.embedding = embedding;
      this.age = new int[before.age.length];
      this.settling = before.settling;
      this.regions = regions;
      this.ground = before.ground;
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
    scene = new Scene<>(rules, picture, embedding, regions);
  }

  /**
   * Compares a picture with the one that is remembered; everything grows older by one picture.
   *
   * @throws NullPointerException if there is none
   */
  public Changes look(RgbImage picture) {
    Scene<R> held = held();
    held.sinceLook++;
    for (int c = 0; c < held.age.length; c++) {
      held.age[c]++;
    }
    held.ground.age();
    Changes changes = Changes.between(held.seen, picture, noise, held.settling);
    uncover(held, picture, changes);
    return changes;
  }

  /** What looks like the ground again is the ground again. */
  private void uncover(Scene<R> held, RgbImage picture, Changes changes) {
    List<Integer> cells =
        IntStream.range(0, held.age.length)
            .filter(c -> changes.cell(c) && held.ground.shows(picture, c, noise))
            .boxed()
            .toList();
    held.uncovered = !cells.isEmpty();
    held.ground.uncover(cells, held.regions);
    for (int c : cells) {
      changes.keep(c);
      held.settling.settled(changes.grid(), c);
      held.age[c] = held.ground.age(c);
      copy(picture, held.seen, changes.grid(), c);
    }
  }

  /** Whether there is something of the ground that the picture before did not show. */
  public boolean hasUncovered() {
    return held().uncovered;
  }

  /**
   * Whether to look at the whole: after 8 pictures, after 32 more, and then always after {@link
   * Steadiness#longest()}.
   */
  public boolean isDue(Steadiness steadiness) {
    return held().sinceLook >= wait(steadiness) || isCrowded();
  }

  private int wait(Steadiness steadiness) {
    int looks = held().looks;
    int wait = looks < EARLY_LOOKS ? FIRST_WAIT << (2 * looks) : steadiness.longest();
    return Math.min(wait, steadiness.longest());
  }

  private boolean isCrowded() {
    return held().regions.scores().length > MOST_REGIONS;
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

  private static RgbImage copied(RgbImage picture) {
    return RgbImage.of(picture.height(), picture.width(), picture.pixels().clone());
  }

  private static void copy(RgbImage from, RgbImage to, CellGrid grid, int cell) {
    grid.forEach(cell, p -> System.arraycopy(from.pixels(), 3 * p, to.pixels(), 3 * p, 3));
  }

  /**
   * Looks at the whole. Early looks leave regions that stand still where they are, so that no pixel
   * changes for an edge that noise moved, and make their scores the mean of all looks; what moved
   * is replaced. Later ones take the new regions, and let what stands still keep a part of its
   * scores. Where the camera itself moves, only what stands still for long does. What was made of a
   * part since the look before, without all that is around it, is replaced, but not at the first
   * look: one picture alone knows no more than a part.
   *
   * @param map of the whole
   * @param scores {@code [regions of the map][categories]}
   * @return part of the pixels that did not move whose best category is another this time, 0..1
   */
  public double renew(
      RgbImage picture,
      LabelMap map,
      float[][] scores,
      float[] embedding,
      Changes moved,
      Steadiness steadiness) {
    Scene<R> held = held();
    Settling settling = held.settling;
    boolean driven = moved.pixelShare() > DRIVEN;
    Changes unknown = driven ? moved.or(c -> !settling.isStill(c)) : moved;
    double disagreement =
        held.regions.overlaps(map, unknown).disagreement(scores, held.regions.scores());
    Changes changes = held.looks == 0 ? unknown : unknown.or(held::isOfAPart);
    Overlaps overlaps = held.regions.overlaps(map, changes);
    int looks = held.looks + 1;
    float inertia = Math.min(steadiness.inertia(), looks / (looks + 1f));
    if (wait(steadiness) == steadiness.longest() || isCrowded()) {
      HeldRegions regions = held.regions.renewed(map, scores, overlaps, inertia);
      held = new Scene<>(held, picture, embedding, regions);
    } else {
      held.regions.average(scores, overlaps, inertia);
      Patch all = new Patch(0, 0, picture.height(), picture.width());
      held.regions.replace(all, map, scores, changes);
      accept(picture, changes);
      Arrays.fill(held.age, 0);
      held.embedding = embedding;
    }
    held.looks = looks;
    held.sinceLook = 0;
    held.ground.settle(held.seen, held.regions, held.settling);
    scene = held;
    return disagreement;
  }

  /** Regions and scores, as they are now. */
  public HeldRegions regions() {
    return held().regions;
  }

  /** Embedding of the picture as a whole, of the last look at all of it. */
  public float[] embedding() {
    return held().embedding;
  }

  /** Pictures since the oldest part was made anew. */
  public int oldest() {
    return Arrays.stream(held().age).max().orElse(0);
  }

  /**
   * What nouns that nobody named lose in this scene; it stays as it is until all regions are new.
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
            + scene.ground.bytes()
            + Integer.BYTES * (long) scene.age.length;
  }

  private Scene<R> held() {
    return Objects.requireNonNull(scene);
  }
}
