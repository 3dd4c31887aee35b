package io.lexiseg.indexbuilder.diffusion;

import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.pack.generator.DenoiserSpec;
import io.lexiseg.vision.pack.generator.GeneratorPack;
import java.nio.FloatBuffer;

/**
 * What is called step by step. A call chooses a fixed number of tokens; where more are wanted it is
 * repeated with the next ones, which changes nothing of the noise.
 */
final class Denoiser {
  private static final long ANY = TensorShape.ANY;

  private final DenoiserSpec spec;
  private final int rows;
  private final int tokens;
  private final int width;
  private final Network network;
  private long calls;

  Denoiser(Network network, GeneratorPack pack) {
    this.spec = pack.denoiser();
    this.rows = pack.rows();
    this.tokens = pack.prompt().tokenizer().maxTokens();
    this.width = pack.prompt().width();
    this.network = network;
  }

  /**
   * Asks for the noise in a latent picture.
   *
   * @param latent {@code [channels, height, width]}, scaled as the scheduler wants it
   * @param condition {@code [rows, tokens, width]}
   * @param places of the tokens whose attention is added to {@code sum}
   * @return {@code [rows, channels, height, width]}
   */
  float[] call(double[] latent, int timestep, float[] condition, int[] places, AttributionSum sum) {
    float[] noise = {};
    int first = 0;
    do {
      int count = Math.min(spec.words(), places.length - first);
      write(latent, timestep, condition);
      select(places, first, count);
      network.run();
      calls++;
      for (String map : spec.maps()) {
        sum.add(map, network.output(map, ANY, spec.words(), ANY, ANY), first, count);
      }
      noise = network.values(spec.noise(), rows, spec.channels(), spec.height(), spec.width());
      first += count;
    } while (first < places.length);
    return noise;
  }

  /** Runs of the network so far. */
  long calls() {
    return calls;
  }

  private void write(double[] latent, int timestep, float[] condition) {
    FloatBuffer sample =
        network
            .floats(spec.sample(), rows, spec.channels(), spec.height(), spec.width())
            .asFloatBuffer();
    FloatBuffer times = network.floats(spec.timestep(), rows).asFloatBuffer();
    for (int row = 0; row < rows; row++) {
      for (double value : latent) {
        sample.put((float) value);
      }
      times.put(timestep);
    }
    network.floats(spec.condition(), rows, tokens, width).asFloatBuffer().put(condition);
  }

  private void select(int[] places, int first, int count) {
    float[] selection = new float[spec.words() * tokens];
    for (int i = 0; i < count; i++) {
      selection[i * tokens + places[first + i]] = 1;
    }
    network.floats(spec.selection(), spec.words(), tokens).asFloatBuffer().put(selection);
  }
}
