package io.lexiseg.vision.encoder.network;

import io.lexiseg.vision.encoder.ImageSpec;
import io.lexiseg.vision.encoder.engine.OutputTensor;
import io.lexiseg.vision.encoder.engine.Slot;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.encoder.pixel.PixelTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Pictures to unit vectors. */
final class ImageRole implements NetworkRole<PixelTensor, float[]> {
  private static final int SAMPLE_SIDE_PX = 64;

  private final ImageSpec spec;

  ImageRole(ImageSpec spec) {
    this.spec = spec;
  }

  @Override
  public String name() {
    return "image";
  }

  @Override
  public Path file() {
    return spec.file();
  }

  @Override
  public Set<String> inputs() {
    return Set.of(spec.input().name());
  }

  @Override
  public PixelTensor sample(Slot slot) {
    return PixelBatch.sample(slot, spec.input(), SAMPLE_SIDE_PX);
  }

  @Override
  public float[] values(float[] vector) {
    return vector;
  }

  @Override
  public List<float[]> run(Slot slot, List<PixelTensor> batch) {
    PixelBatch.write(slot, spec.input(), batch);
    slot.run();
    TensorShape shape = TensorShape.of(batch.size(), spec.dimension());
    OutputTensor output = NetworkRole.expect(slot, spec.output(), shape);
    List<float[]> vectors = new ArrayList<>(batch.size());
    for (int n = 0; n < batch.size(); n++) {
      float[] vector = new float[spec.dimension()];
      output.values().get(n * spec.dimension(), vector);
      vectors.add(UnitLength.scale(vector));
    }
    return vectors;
  }
}
