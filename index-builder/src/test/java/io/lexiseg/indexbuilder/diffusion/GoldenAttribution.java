package io.lexiseg.indexbuilder.diffusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexiseg.vision.encoder.engine.OutputTensor;
import io.lexiseg.vision.encoder.engine.TensorShape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Golden maps and masks, made by {@code tools/diffusion/attribution.py}, and their inputs. */
final class GoldenAttribution {
  static final int SIDE = 12;
  static final int TOKENS = 3;
  static final int[][] GRIDS = {{3, 12}, {4, 6}, {2, 3}}; // keys, side

  private GoldenAttribution() {}

  static Stream<JsonNode> words() throws IOException {
    try (InputStream in = GoldenAttribution.class.getResourceAsStream("attribution.json")) {
      JsonNode words = JsonMapper.builder().build().readTree(in).get("words");
      return StreamSupport.stream(words.spliterator(), false);
    }
  }

  static float[] values(JsonNode word) {
    float[] values = new float[word.get("values").size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) word.get("values").get(i).asDouble();
    }
    return values;
  }

  static int[] tokens(JsonNode word) {
    return StreamSupport.stream(word.get("tokens").spliterator(), false)
        .mapToInt(JsonNode::asInt)
        .toArray();
  }

  /** A part of one output, {@code [keys, count, side, side]}, as the script's formula says. */
  static OutputTensor output(int output, int first, int count, double share) {
    int keys = GRIDS[output][0];
    int side = GRIDS[output][1];
    FloatBuffer values = FloatBuffer.allocate(keys * count * side * side);
    for (int key = 0; key < keys; key++) {
      for (int word = first; word < first + count; word++) {
        for (int y = 0; y < side; y++) {
          for (int x = 0; x < side; x++) {
            double rows = Math.sin(1 + 0.9 * output + 1.7 * key + 0.6 * word + 0.8 * y);
            double columns = Math.cos(0.5 + 1.1 * key + 0.4 * word + 1.3 * x);
            double wave = Math.max(rows + columns, 0);
            values.put((float) (share * wave * wave));
          }
        }
      }
    }
    return new OutputTensor(TensorShape.of(keys, count, side, side), values.flip());
  }
}
