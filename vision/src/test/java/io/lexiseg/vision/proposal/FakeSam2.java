package io.lexiseg.vision.proposal;

import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.InferenceEngine;
import io.lexiseg.vision.encoder.engine.LoadedModel;
import io.lexiseg.vision.encoder.engine.OutputTensor;
import io.lexiseg.vision.encoder.engine.Slot;
import io.lexiseg.vision.encoder.engine.TensorShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * An engine whose networks have SAM 2's tensors. The decoder answers each point with what a
 * function says of it, in place of three outlines: that one twice, the second of low score, and an
 * empty one.
 */
final class FakeSam2 implements InferenceEngine {
  static final Path ENCODER = Path.of("encoder");
  static final Path DECODER = Path.of("decoder");
  private static final int AREA = Proposal.SIDE * Proposal.SIDE;
  private static final List<String> FEATURES =
      List.of("image_embed", "high_res_feats_0", "high_res_feats_1");

  private final Function<Proposer.Point, float[]> things;
  int asked;
  int open;

  /**
   * @param things logits of the thing at a point
   */
  FakeSam2(Function<Proposer.Point, float[]> things) {
    this.things = things;
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public LoadedModel load(Path file) {
    open++;
    boolean encoder = file.equals(ENCODER);
    Set<String> inputs =
        encoder
            ? Set.of("image")
            : union(
                FEATURES, List.of("point_coords", "point_labels", "mask_input", "has_mask_input"));
    return new LoadedModel() {
      @Override
      public Set<String> inputs() {
        return inputs;
      }

      @Override
      public Slot openSlot() {
        return new FakeSlot(encoder);
      }

      @Override
      public void close() {
        open--;
      }
    };
  }

  private static Set<String> union(List<String> one, List<String> other) {
    Set<String> all = new HashSet<>(one);
    all.addAll(other);
    return all;
  }

  private final class FakeSlot implements Slot {
    private final boolean encoder;
    private final Map<String, ByteBuffer> inputs = new HashMap<>();
    private final Map<String, OutputTensor> outputs = new HashMap<>();

    FakeSlot(boolean encoder) {
      this.encoder = encoder;
    }

    @Override
    public ByteBuffer input(String name, ElementType type, TensorShape shape) {
      ByteBuffer buffer =
          ByteBuffer.allocateDirect(Math.toIntExact(shape.elements()) * type.sizeBytes())
              .order(ByteOrder.nativeOrder());
      inputs.put(name, buffer);
      return buffer.duplicate().order(ByteOrder.nativeOrder());
    }

    @Override
    public void run() {
      outputs.clear();
      if (encoder) {
        FEATURES.forEach(name -> put(name, TensorShape.of(1, 2), new float[] {1, 2}));
        return;
      }
      FloatBuffer coordinates = Objects.requireNonNull(inputs.get("point_coords")).asFloatBuffer();
      int count = coordinates.capacity() / 2;
      asked += count;
      float[] masks = new float[count * 3 * AREA];
      float[] scores = new float[count * 3];
      for (int i = 0; i < count; i++) {
        float[] thing =
            things.apply(
                new Proposer.Point(
                    coordinates.get(2 * i) / 1024, coordinates.get(2 * i + 1) / 1024));
        System.arraycopy(thing, 0, masks, i * 3 * AREA, AREA);
        System.arraycopy(thing, 0, masks, (i * 3 + 1) * AREA, AREA);
        java.util.Arrays.fill(masks, (i * 3 + 2) * AREA, (i * 3 + 3) * AREA, -9);
        scores[i * 3] = 0.95f;
        scores[i * 3 + 1] = 0.1f;
        scores[i * 3 + 2] = 0.99f;
      }
      put("masks", TensorShape.of(count, 3, Proposal.SIDE, Proposal.SIDE), masks);
      put("iou_predictions", TensorShape.of(count, 3), scores);
    }

    private void put(String name, TensorShape shape, float[] values) {
      outputs.put(name, new OutputTensor(shape, FloatBuffer.wrap(values)));
    }

    @Override
    public OutputTensor output(String name) {
      return Objects.requireNonNull(outputs.get(name));
    }

    @Override
    public void close() {}
  }
}
