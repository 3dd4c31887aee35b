package io.lexiseg.vision.pack.checkpoint;

import io.lexiseg.vision.pack.safetensors.StoredTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tensors of one tower under common names, and what is wrong with them. */
final class Tower {
  private static final String CLASS_TOKEN = "class_token";
  private static final String POSITIONS = "positions";
  private static final String JOINED = ".attention.qkv.";
  private static final List<String> PARTS =
      List.of(".attention.q.", ".attention.k.", ".attention.v.");
  private static final Pattern BLOCK = Pattern.compile("blocks\\.(\\d+)\\..*");

  private final Path file;
  private final Naming naming;
  private final Map<String, Weight> weights = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private Tower(Path file, Naming naming) {
    this.file = file;
    this.naming = naming;
  }

  /**
   * A tower of a checkpoint.
   *
   * @throws IllegalArgumentException if it holds none that is named in one of these ways
   */
  static Tower of(Checkpoint checkpoint, List<Naming> namings) {
    Tower tower = new Tower(checkpoint.file(), checkpoint.requireNaming(namings));
    checkpoint.tensors().forEach(tower::add);
    return tower;
  }

  private void add(String name, StoredTensor tensor) {
    Weight weight = new Weight(tensor.name(), tensor.shape(), tensor::values);
    Optional<String> common = naming.common(name);
    if (common.isEmpty()) {
      if (!naming.ignores(name)) {
        problems.add("tensor %s: expected none of that name".formatted(tensor.name()));
      }
    } else if (naming.transposes(common.get()) && tensor.shape().size() == 2) {
      weights.put(common.get(), weight.transposed());
    } else if (common.get().contains(JOINED) && canSplit(tensor.shape())) {
      for (int i = 0; i < PARTS.size(); i++) {
        weights.put(common.get().replace(JOINED, PARTS.get(i)), weight.part(i, PARTS.size()));
      }
    } else {
      weights.put(common.get(), weight);
    }
  }

  private static boolean canSplit(List<Long> shape) {
    return !shape.isEmpty() && shape.get(0) % PARTS.size() == 0;
  }

  Path file() {
    return file;
  }

  Naming naming() {
    return naming;
  }

  Map<String, Weight> weights() {
    return weights;
  }

  List<String> problems() {
    return problems;
  }

  /** Leaves a tensor out that the network does not have. */
  void leaveOut(String common) {
    weights.remove(common);
  }

  /** Blocks and width as the tensors have them. */
  String size() {
    int blocks = 0;
    for (String name : weights.keySet()) {
      Matcher matcher = BLOCK.matcher(name);
      blocks =
          matcher.matches() ? Math.max(blocks, Integer.parseInt(matcher.group(1)) + 1) : blocks;
    }
    return describe(
        blocks,
        Optional.ofNullable(weights.get("blocks.0.norm1.weight")).map(Weight::count).orElse(0L));
  }

  static String describe(int blocks, long width) {
    return "%d blocks of width %d".formatted(blocks, width);
  }

  /**
   * Fits the table of positions to the pictures of a pack: the position of the class token is added
   * to the class token, and rows of zeros stand for it and the registers.
   *
   * @param trained side of the table, in patches
   * @param grid side of the pack's pictures, in patches
   */
  void fitPositions(int trained, int grid, int width, int registers) {
    Weight table = weights.get(POSITIONS);
    Weight token = weights.get(CLASS_TOKEN);
    if (table == null || token == null || token.count() != width) {
      return; // said of the tensors themselves
    }
    int patches = trained * trained;
    boolean first = table.hasShape(List.of(patches + 1L, (long) width));
    int leading = 1 + registers;
    float[] fitted = new float[(leading + grid * grid) * width];
    if (first || table.hasShape(List.of((long) patches, (long) width))) {
      float[] values = table.read();
      float[] rows = new float[patches * width];
      System.arraycopy(values, first ? width : 0, rows, 0, rows.length);
      float[] resized = PositionTable.resized(rows, trained, grid, width);
      System.arraycopy(resized, 0, fitted, leading * width, resized.length);
      weights.put(CLASS_TOKEN, first ? moved(token, values) : token);
    } else {
      problems.add(
          "tensor %s: expected the shape [%d, %d] or [%d, %d], got %s"
              .formatted(table.origin(), patches + 1, width, patches, width, table.shape()));
    }
    weights.put(POSITIONS, Weight.of(table.origin(), fitted, leading + grid * grid, width));
  }

  private static Weight moved(Weight token, float[] positions) {
    float[] sum = token.read();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += positions[i];
    }
    return Weight.of(token.origin(), sum, sum.length);
  }
}
