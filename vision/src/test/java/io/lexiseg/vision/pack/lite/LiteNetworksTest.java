package io.lexiseg.vision.pack.lite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.lexiseg.vision.encoder.djl.OnnxRuntimeEngine;
import io.lexiseg.vision.pack.onnx.OnnxGraph;
import io.lexiseg.vision.pack.onnx.OnnxType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiteNetworksTest {
  /** 32-bit sums of at most 150 products, values of order one, against 64-bit sums. */
  private static final Offset<Float> ROUNDING = within(2e-4f);

  @TempDir Path folder;
  private TfjsModel model;

  @BeforeEach
  void readModel() throws IOException {
    model = TfjsModel.read(TinyClassifier.write(folder, 7));
  }

  @Test
  void shouldComputeDilatedCellsAsKerasWould() throws IOException, OrtException {
    // given
    float[][][] image = givenImage(3, 45, 70);
    double[][][] expected = new ReferenceNetwork(model, true).cells(doubles(image));
    Path file = folder.resolve("dense.onnx");

    // when
    new LiteNetworks(model).writeDense(file);

    // then
    float[][][] cells = ((float[][][][]) run(file, image))[0];
    assertThat(cells).hasDimensions(TinyClassifier.DIMENSION, expected[0].length);
    assertThat(flat(cells)).containsExactly(flat(floats(expected)), ROUNDING);
  }

  @Test
  void shouldKeepTheTrainedCellsAtEvenPlacesWhenDilated() throws IOException, OrtException {
    // given
    float[][][] image = givenImage(3, 96, 64);
    Path dilated = folder.resolve("dilated.onnx");
    Path trained = folder.resolve("trained.onnx");
    new LiteNetworks(model).writeDense(dilated);
    OnnxGraph graph = new OnnxGraph("trained");
    String input = graph.input("image", OnnxType.FLOAT32, "n", "3", "height", "width");
    graph.output(
        new ResidualNetwork(model, graph, false).add(input),
        "cells",
        OnnxType.FLOAT32,
        "n",
        "6",
        "rows",
        "columns");
    graph.write(trained);

    // when
    float[][][] fine = ((float[][][][]) run(dilated, image))[0];
    float[][][] coarse = ((float[][][][]) run(trained, image))[0];

    // then
    assertThat(coarse[0]).hasDimensions(3, 2);
    for (int c = 0; c < coarse.length; c++) {
      for (int y = 0; y < 3; y++) {
        for (int x = 0; x < 2; x++) {
          assertThat(fine[c][2 * y][2 * x]).isEqualTo(coarse[c][y][x], within(1e-5f));
        }
      }
    }
  }

  @Test
  void shouldEmbedAnImageAsItsTenMostProbableNames() throws IOException, OrtException {
    // given
    float[][][] image = givenImage(5, 224, 224);
    float[] names = new float[TinyClassifier.CATEGORIES * 2];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < names.length; i++) {
      names[i] = (float) random.nextDouble();
    }
    double[] expected = expectedEmbedding(image, names);
    Path file = folder.resolve("image.onnx");

    // when
    new LiteNetworks(model).writeImage(file, names, 2);

    // then
    float[] embedding = ((float[][]) run(file, image))[0];
    assertThat(embedding).hasSize(2);
    assertThat(embedding[0]).isEqualTo((float) expected[0], ROUNDING);
    assertThat(embedding[1]).isEqualTo((float) expected[1], ROUNDING);
  }

  private double[] expectedEmbedding(float[][][] image, float[] names) throws IOException {
    double[][][] cells = new ReferenceNetwork(model, false).cells(doubles(image));
    float[] kernel = model.weights("fc1000/kernel");
    float[] bias = model.weights("fc1000/bias");
    double[] share = new double[TinyClassifier.CATEGORIES];
    for (int k = 0; k < share.length; k++) {
      share[k] = bias[k];
      for (int c = 0; c < cells.length; c++) {
        double mean =
            Arrays.stream(cells[c]).flatMapToDouble(Arrays::stream).average().orElseThrow();
        share[k] += mean * kernel[c * share.length + k];
      }
    }
    double largest = Arrays.stream(share).max().orElseThrow();
    double total = Arrays.stream(share).map(s -> Math.exp(s - largest)).sum();
    int[] best =
        IntStream.range(0, share.length)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -share[k]))
            .limit(10)
            .mapToInt(Integer::intValue)
            .toArray();
    double[] embedding = new double[2];
    for (int k : best) {
      double probability = Math.exp(share[k] - largest) / total;
      embedding[0] += probability * names[2 * k];
      embedding[1] += probability * names[2 * k + 1];
    }
    return embedding;
  }

  private static float[][][] givenImage(long seed, int height, int width) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][][] image = new float[3][height][width];
    for (float[][] channel : image) {
      for (float[] row : channel) {
        for (int x = 0; x < width; x++) {
          row[x] = (float) (2 * random.nextDouble() - 1);
        }
      }
    }
    return image;
  }

  private static Object run(Path file, float[][][] image) throws OrtException {
    new OnnxRuntimeEngine(1); // else DJL cannot start in this process any more
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor input = OnnxTensor.createTensor(environment, new float[][][][] {image});
        OrtSession.Result result = session.run(Map.of("image", input))) {
      return result.get(0).getValue();
    }
  }

  private static double[][][] doubles(float[][][] map) {
    double[][][] result = new double[map.length][map[0].length][map[0][0].length];
    for (int c = 0; c < map.length; c++) {
      for (int y = 0; y < map[c].length; y++) {
        for (int x = 0; x < map[c][y].length; x++) {
          result[c][y][x] = map[c][y][x];
        }
      }
    }
    return result;
  }

  private static float[][][] floats(double[][][] map) {
    float[][][] result = new float[map.length][map[0].length][map[0][0].length];
    for (int c = 0; c < map.length; c++) {
      for (int y = 0; y < map[c].length; y++) {
        for (int x = 0; x < map[c][y].length; x++) {
          result[c][y][x] = (float) map[c][y][x];
        }
      }
    }
    return result;
  }

  private static float[] flat(float[][][] map) {
    float[] values = new float[map.length * map[0].length * map[0][0].length];
    int at = 0;
    for (float[][] channel : map) {
      for (float[] row : channel) {
        for (float value : row) {
          values[at++] = value;
        }
      }
    }
    return values;
  }
}
