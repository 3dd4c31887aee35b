package io.lexiseg.vision.painting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which categories can win where cells meet, found once for each set of cells.
 *
 * <p>A pixel between cells scores a weighted mean of them. So a category that some other one beats
 * in every one of the cells cannot win, whatever the weights; it has to be beaten by more than
 * rounding may hide, so that not even a tie is lost. Few remain: those that win one of the cells,
 * and those in between.
 */
final class Shortlists {
  /** Far more than rounding adds, as a share of a score; far less than what scores differ by. */
  private static final float MARGIN = 1e-5f;

  private static final int LONGEST = 16;

  /** A list costs some 30 times as much per category as a loop over all. */
  private static final int SHARE = 32;

  /** Sets of cells remembered; boundaries that come back are near. */
  private static final int KEPT = 1 << 16;

  private final Cells cells;
  private final int longest;
  private final float[] worst;
  private final float[] leads;
  private final int[] candidates;
  private final int[] set = new int[4];
  private PairTable pairs = new PairTable();
  private PairTable sets = new PairTable();
  private List<Shortlist> lists = new ArrayList<>();

  Shortlists(Cells cells) {
    this.cells = cells;
    this.longest = Math.max(LONGEST, cells.categories() / SHARE);
    this.worst = new float[cells.categories()];
    this.leads = new float[cells.categories()];
    this.candidates = new int[cells.categories()];
  }

  /** Which categories can win at a pixel of a cell. */
  Shortlist of(int cell) {
    Arrays.fill(set, cell);
    int number = sets.number(pairs.number(cell, cell), pairs.number(cell, cell));
    if (number == lists.size()) {
      int[] rivals = new int[4];
      Arrays.setAll(rivals, corner -> cells.winnerAtCorner(cell, corner));
      lists.add(find(rivals));
    }
    return lists.get(number);
  }

  /**
   * Which categories can win at a pixel between four.
   *
   * @param corners cells of the four pixels
   * @param rivals winners at the four pixels
   */
  Shortlist of(int[] corners, int[] rivals) {
    System.arraycopy(corners, 0, set, 0, 4);
    normalise();
    if (sets.size() >= KEPT) {
      pairs = new PairTable();
      sets = new PairTable();
      lists = new ArrayList<>();
    }
    int number = sets.number(pairs.number(set[0], set[1]), pairs.number(set[2], set[3]));
    if (number == lists.size()) {
      lists.add(find(rivals));
    }
    return lists.get(number);
  }

  /** Orders the set and puts repeated cells last, so that equal sets look alike. */
  private void normalise() {
    order(0, 1);
    order(2, 3);
    order(0, 2);
    order(1, 3);
    order(1, 2);
    int size = 1;
    for (int i = 1; i < 4; i++) {
      if (set[i] != set[i - 1]) {
        set[size++] = set[i];
      }
    }
    Arrays.fill(set, size, 4, set[size - 1]);
  }

  private void order(int i, int j) {
    int low = Math.min(set[i], set[j]);
    set[j] = Math.max(set[i], set[j]);
    set[i] = low;
  }

  private Shortlist find(int[] rivals) {
    int count = unbeaten(rivals[0]);
    for (int r = 1; r < rivals.length; r++) {
      count = dropBeaten(rivals[r], count);
    }
    int size = 1;
    while (size < set.length && set[size] != set[size - 1]) {
      size++;
    }
    int[] members = Arrays.copyOf(set, size);
    return count > longest
        ? new Shortlist(new int[0], members, new float[0][])
        : list(members, Arrays.copyOf(candidates, count));
  }

  private Shortlist list(int[] members, int[] categories) {
    boolean flat = Arrays.stream(members).allMatch(cells::flat);
    float[][] scores = new float[flat ? members.length : 0][categories.length];
    for (int i = 0; i < scores.length; i++) {
      for (int c = 0; c < categories.length; c++) {
        scores[i][c] = cells.score(members[i], 0, 0, categories[c]);
      }
    }
    return new Shortlist(categories, members, scores);
  }

  /** Lists the categories that a rival does not beat in every cell. */
  private int unbeaten(int rival) {
    cells.leads(set[0], rival, worst);
    for (int i = 1; i < set.length && set[i] != set[i - 1]; i++) {
      cells.leads(set[i], rival, leads);
      Vectors.raise(worst, leads);
    }
    float margin = margin(rival);
    int count = 0;
    for (int n = 0; n < worst.length; n++) {
      if (!(worst[n] < -margin)) {
        candidates[count++] = n;
      }
    }
    return count;
  }

  private float margin(int rival) {
    float highest = 1;
    for (int cell : set) {
      highest = Math.max(highest, cells.magnitude(cell, rival));
    }
    return MARGIN * highest;
  }

  private int dropBeaten(int rival, int count) {
    float margin = margin(rival);
    int left = 0;
    for (int i = 0; i < count; i++) {
      if (!beaten(candidates[i], rival, margin)) {
        candidates[left++] = candidates[i];
      }
    }
    return left;
  }

  private boolean beaten(int n, int rival, float margin) {
    for (int i = 0; i < set.length && (i == 0 || set[i] != set[i - 1]); i++) {
      if (!(cells.lead(set[i], n, rival) < -margin)) {
        return false;
      }
    }
    return true;
  }
}
