package io.lexiseg.vision.pack.diffusers;

import io.lexiseg.vision.pack.onnx.OnnxAttribute;
import io.lexiseg.vision.pack.onnx.OnnxType;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much each cell attends to chosen tokens, one output {@code maps_SIDE [keys, words, side,
 * side]} for each side: the conditional row only, one key a head, layers of the up path first.
 */
final class AttributionMaps {
  static final String PREFIX = "maps_";

  private final BlockGraph net;
  private final String selection;
  private final int words;
  private final SortedMap<Integer, List<String>> down = new TreeMap<>();
  private final SortedMap<Integer, List<String>> up = new TreeMap<>();
  private final SortedMap<Integer, Integer> keys = new TreeMap<>();

  /**
   * No maps yet.
   *
   * @param selection tensor {@code [words, tokens]}
   */
  AttributionMaps(BlockGraph net, String selection, int words) {
    this.net = net;
    this.selection = selection;
    this.words = words;
  }

  /** Where a layer lies. */
  enum Path {
    DOWN,
    MIDDLE,
    UP
  }

  /**
   * Adds a layer; the middle's are left out.
   *
   * @param shares {@code [rows, heads, cells, tokens]}, the conditional row last
   */
  void add(Path path, FeatureMap map, String shares, int heads) {
    if (path == Path.MIDDLE) {
      return;
    }
    String conditional =
        net.node(
            "Slice",
            List.of(
                shares, net.integers(map.rows() - 1), net.integers(map.rows()), net.integers(0)));
    String byToken = net.transpose(conditional, 0, 1, 3, 2);
    String chosen = net.node("MatMul", List.of(selection, byToken)); // [1, heads, words, cells]
    String maps = net.reshape(chosen, heads, words, map.side(), map.side());
    (path == Path.UP ? up : down).computeIfAbsent(map.side(), side -> new ArrayList<>()).add(maps);
    keys.merge(map.side(), heads, Integer::sum);
  }

  /** Declares the outputs. */
  void declare() {
    keys.forEach(
        (side, count) -> {
          List<String> layers = new ArrayList<>(up.getOrDefault(side, List.of()));
          layers.addAll(down.getOrDefault(side, List.of()));
          String all = net.node("Concat", layers, OnnxAttribute.integer("axis", 0));
          String length = String.valueOf(side);
          net.graph.output(
              all,
              PREFIX + side,
              OnnxType.FLOAT32,
              String.valueOf(count),
              String.valueOf(words),
              length,
              length);
        });
  }
}
