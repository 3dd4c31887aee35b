package io.lexiseg.vision.pack.optimise;

import io.lexiseg.vision.encoder.engine.InferenceEngine;
import io.lexiseg.vision.encoder.engine.LoadedModel;
import io.lexiseg.vision.encoder.engine.OutputTensor;
import io.lexiseg.vision.encoder.engine.Slot;
import io.lexiseg.vision.encoder.pixel.PixelTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What the tensors of a network look like while it sees pictures. */
final class Activations {
  private final Map<String, Range> ranges = new HashMap<>();

  private Activations() {}

  /** One tensor {@code [n, channels, height, width]}. */
  private static final class Range {
    private final double[] sums;
    private final float[] most;
    private float least = Float.POSITIVE_INFINITY;
    private long count;

    Range(int channels) {
      sums = new double[channels];
      most = new float[channels];
      Arrays.fill(most, Float.NEGATIVE_INFINITY);
    }
  }

  /**
   * Runs a network on pictures and looks at tensors of it.
   *
   * @param scratch file for a copy of the network that shows them; deleted afterwards
   * @param input name of the network's input
   */
  static Activations of(
      EditableNetwork network,
      Set<String> tensors,
      InferenceEngine engine,
      Path scratch,
      String input,
      List<PixelTensor> pictures)
      throws IOException {
    Activations activations = new Activations();
    network.writeWatched(scratch, tensors);
    try (LoadedModel model = engine.load(scratch);
        Slot slot = model.openSlot()) {
      for (PixelTensor picture : pictures) {
        PictureRun.run(slot, input, picture);
        tensors.forEach(name -> activations.see(name, slot.output(name)));
      }
    } finally {
      Files.deleteIfExists(scratch);
    }
    return activations;
  }

  /** Largest value of each channel, not a copy. */
  float[] most(String tensor) {
    return range(tensor).most;
  }

  /** Whether a tensor never fell below zero. */
  boolean isPositive(String tensor) {
    Range range = range(tensor);
    boolean some = false;
    for (float most : range.most) {
      some |= most > 0;
    }
    return range.least >= 0 && some;
  }

  /** Mean of each channel. */
  double[] means(String tensor) {
    Range range = range(tensor);
    double[] means = new double[range.sums.length];
    for (int c = 0; c < means.length; c++) {
      means[c] = range.sums[c] / range.count;
    }
    return means;
  }

  private Range range(String tensor) {
    return Objects.requireNonNull(ranges.get(tensor), tensor);
  }

  private void see(String name, OutputTensor output) {
    int channels = Math.toIntExact(output.shape().axis(1));
    int plane = Math.toIntExact(output.shape().elements() / channels);
    Range range = ranges.computeIfAbsent(name, key -> new Range(channels));
    float[] values = new float[plane];
    for (int c = 0; c < channels; c++) {
      output.values().get(c * plane, values);
      for (float value : values) {
        range.sums[c] += value;
        range.least = Math.min(range.least, value);
        range.most[c] = Math.max(range.most[c], value);
      }
    }
    range.count += plane;
  }
}
