package io.lexiseg.recognition.retrieval;

import io.lexiseg.vision.encoder.DenseEncoder;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.ImageEncoder;
import io.lexiseg.vision.encoder.TextEncoder;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.image.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A text encoder whose vectors follow from the prompt's hash, of norms from 0.5 to 3. */
public class FakeEncoders implements Encoders, TextEncoder {
  private final int textDimension;
  private final int dimension;
  private final List<List<String>> batches = new ArrayList<>();

  /** Creates encoders of these dimensions. */
  public FakeEncoders(int textDimension, int dimension) {
    this.textDimension = textDimension;
    this.dimension = dimension;
  }

  /** What was asked, batch by batch. */
  public List<List<String>> batches() {
    return batches;
  }

  List<String> prompts() {
    return batches.stream().flatMap(List::stream).toList();
  }

  /** What a prompt becomes. */
  public static float[] vector(String prompt, int dimension) {
    Random random = new Random(prompt.hashCode());
    float norm = 0.5f + 2.5f * random.nextFloat();
    float[] vector = new float[dimension];
    for (int d = 0; d < dimension; d++) {
      vector[d] = norm * (float) (random.nextGaussian() / Math.sqrt(dimension));
    }
    return vector;
  }

  @Override
  public List<float[]> embed(List<String> prompts) {
    batches.add(List.copyOf(prompts));
    return prompts.stream().map(prompt -> vector(prompt, textDimension)).toList();
  }

  @Override
  public TextEncoder text() {
    return this;
  }

  @Override
  public DenseEncoder dense() {
    return new DenseEncoder() {
      @Override
      public int dimension() {
        return dimension;
      }

      @Override
      public TokenGrid encode(RgbImage window) {
        throw new AssertionError("no image is encoded here");
      }
    };
  }

  @Override
  public ImageEncoder image() {
    throw new AssertionError("no image is encoded here");
  }

  @Override
  public int dimension() {
    return textDimension;
  }

  @Override
  public void close() {}
}
