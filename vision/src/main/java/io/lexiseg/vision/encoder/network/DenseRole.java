package io.lexiseg.vision.encoder.network;

import io.lexiseg.vision.encoder.DenseSpec;
import io.lexiseg.vision.encoder.engine.OutputTensor;
import io.lexiseg.vision.encoder.engine.Slot;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.encoder.pixel.PixelTensor;
import io.lexiseg.vision.feature.TokenGrid;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Pictures to token grids. */
final class DenseRole implements NetworkRole<PixelTensor, TokenGrid> {
  private static final int SAMPLE_TOKENS = 4;

  private final DenseSpec spec;

  DenseRole(DenseSpec spec) {
    this.spec = spec;
  }

  @Override
  public String name() {
    return "dense";
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
    return PixelBatch.sample(slot, spec.input(), SAMPLE_TOKENS * spec.patchSizePx());
  }

  @Override
  public float[] values(TokenGrid grid) {
    return grid.values();
  }

  @Override
  public List<TokenGrid> run(Slot slot, List<PixelTensor> batch) {
    PixelBatch.write(slot, spec.input(), batch);
    slot.run();
    return switch (spec.layout()) {
      case TOKENS -> tokens(slot, batch.get(0), batch.size());
      case GRID -> grids(slot, batch.size());
    };
  }

  private List<TokenGrid> tokens(Slot slot, PixelTensor picture, int count) {
    int rows = picture.height() / spec.patchSizePx();
    int columns = picture.width() / spec.patchSizePx();
    int tokens = spec.leadingTokens() + rows * columns;
    OutputTensor output =
        NetworkRole.expect(slot, spec.output(), TensorShape.of(count, tokens, spec.dimension()));
    List<TokenGrid> grids = new ArrayList<>(count);
    for (int n = 0; n < count; n++) {
      float[] values = new float[rows * columns * spec.dimension()];
      output.values().get((n * tokens + spec.leadingTokens()) * spec.dimension(), values);
      grids.add(TokenGrid.of(rows, columns, spec.dimension(), values));
    }
    return grids;
  }

  private List<TokenGrid> grids(Slot slot, int count) {
    TensorShape any = TensorShape.of(count, spec.dimension(), TensorShape.ANY, TensorShape.ANY);
    OutputTensor output = NetworkRole.expect(slot, spec.output(), any);
    int rows = Math.toIntExact(output.shape().axis(2));
    int columns = Math.toIntExact(output.shape().axis(3));
    List<TokenGrid> grids = new ArrayList<>(count);
    for (int n = 0; n < count; n++) {
      FloatBuffer planes =
          output
              .values()
              .slice(n * spec.dimension() * rows * columns, spec.dimension() * rows * columns);
      float[] values = tokenMajor(planes, spec.dimension(), rows * columns);
      grids.add(TokenGrid.of(rows, columns, spec.dimension(), values));
    }
    return grids;
  }

  private static float[] tokenMajor(FloatBuffer planes, int dimension, int tokens) {
    float[] values = new float[dimension * tokens];
    float[] plane = new float[tokens];
    for (int d = 0; d < dimension; d++) {
      planes.get(d * tokens, plane);
      for (int t = 0; t < tokens; t++) {
        values[t * dimension + d] = plane[t];
      }
    }
    return values;
  }
}
