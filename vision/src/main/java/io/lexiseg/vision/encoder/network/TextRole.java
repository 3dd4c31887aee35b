package io.lexiseg.vision.encoder.network;

import io.lexiseg.vision.encoder.TextInput;
import io.lexiseg.vision.encoder.TextSpec;
import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.OutputTensor;
import io.lexiseg.vision.encoder.engine.Slot;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.text.Tokenizer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Token ids to vectors. Only sequences of equal length run together, so none is ever padded here
 * and every token counts.
 */
final class TextRole implements NetworkRole<int[], float[]> {
  private static final int[] ONE = {1};
  private static final int[] ZERO = {0};

  private final TextSpec spec;
  private final Tokenizer tokenizer;

  TextRole(TextSpec spec, Tokenizer tokenizer) {
    this.spec = spec;
    this.tokenizer = tokenizer;
  }

  @Override
  public String name() {
    return "text";
  }

  @Override
  public Path file() {
    return spec.file();
  }

  @Override
  public Set<String> inputs() {
    TextInput input = spec.input();
    return Stream.of(input.ids(), input.attentionMask(), input.tokenTypeIds())
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public int[] sample(Slot slot) {
    return tokenizer.encode("a photo of a yellow bus and two people on a road");
  }

  @Override
  public float[] values(float[] vector) {
    return vector;
  }

  @Override
  public List<float[]> run(Slot slot, List<int[]> batch) {
    int count = batch.size();
    int tokens = batch.get(0).length;
    ElementType type = type(slot);
    ByteBuffer ids = input(slot, spec.input().ids(), count, tokens);
    batch.forEach(sequence -> put(ids, sequence, type));
    if (spec.input().hasAttentionMask()) {
      fill(input(slot, spec.input().attentionMask(), count, tokens), ONE, type);
    }
    if (spec.input().hasTokenTypeIds()) {
      fill(input(slot, spec.input().tokenTypeIds(), count, tokens), ZERO, type);
    }
    slot.run();
    return vectors(slot, count, tokens);
  }

  private List<float[]> vectors(Slot slot, int count, int tokens) {
    boolean pooled = spec.pooling() == TextSpec.Pooling.NONE;
    int dimension = spec.dimension();
    TensorShape shape =
        pooled ? TensorShape.of(count, dimension) : TensorShape.of(count, tokens, dimension);
    OutputTensor output = NetworkRole.expect(slot, spec.output(), shape);
    int rows = pooled ? 1 : tokens;
    List<float[]> vectors = new ArrayList<>(count);
    for (int n = 0; n < count; n++) {
      float[] values = new float[rows * dimension];
      output.values().get(n * rows * dimension, values);
      float[] vector = pooled ? values : mean(values, dimension);
      vectors.add(spec.unitLength() ? UnitLength.scale(vector) : vector);
    }
    return vectors;
  }

  private static float[] mean(float[] rows, int dimension) {
    float[] mean = new float[dimension];
    for (int i = 0; i < rows.length; i++) {
      mean[i % dimension] += rows[i];
    }
    int count = rows.length / dimension;
    for (int d = 0; d < dimension; d++) {
      mean[d] /= count;
    }
    return mean;
  }

  private ByteBuffer input(Slot slot, String name, int count, int tokens) {
    return slot.input(name, type(slot), TensorShape.of(count, tokens));
  }

  /** All inputs of a network have one type. */
  private ElementType type(Slot slot) {
    boolean narrow = spec.input().type() == TextInput.IdType.INT32;
    return slot.inputType(spec.input().ids(), narrow ? ElementType.INT32 : ElementType.INT64);
  }

  private static void fill(ByteBuffer buffer, int[] value, ElementType type) {
    while (buffer.hasRemaining()) {
      put(buffer, value, type);
    }
  }

  private static void put(ByteBuffer buffer, int[] values, ElementType type) {
    for (int value : values) {
      if (type == ElementType.INT64) {
        buffer.putLong(value);
      } else {
        buffer.putInt(value);
      }
    }
  }
}
