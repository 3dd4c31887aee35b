package io.lexiseg.indexbuilder.diffusion;

import io.lexiseg.vision.pack.PackSeal;
import io.lexiseg.vision.pack.generator.GeneratorPack;
import io.lexiseg.vision.pack.onnx.OnnxAttribute;
import io.lexiseg.vision.pack.onnx.OnnxGraph;
import io.lexiseg.vision.pack.onnx.OnnxType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * A generator pack of a few kilobytes with random weights: every network is a line or two. It draws
 * nothing, but its noise depends on the latent picture, the timestep and the prompt, and its maps
 * are a softmax over the prompt's tokens.
 */
final class TinyGenerator {
  static final int TOKENS = 14;
  static final int WORDS = 2;
  static final int PICTURE = 8;

  private static final int WIDTH = 4;
  private static final int CHANNELS = 2;
  private static final int LATENT = 4;
  private static final int KEYS = 3;
  private static final List<String> VOCABULARY =
      List.of(
          "[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "and", "on", "the", "cat", "##s", "dog", "mat",
          "traffic", "light", "red");

  private static final String DESCRIPTION =
      """
      {
        "formatVersion": 1, "kind": "generator", "id": "tiny-generator",
        "licence": "Apache-2.0", "provenance": "random weights, made by a test",
        "text": {
          "file": "text.onnx",
          "tokenizer": {
            "kind": "wordpiece", "file": "vocab.txt", "maxTokens": 14, "padding": 0
          },
          "input": { "ids": "input_ids", "type": "int32" },
          "output": "last_hidden_state", "width": 4
        },
        "denoiser": {
          "file": "denoiser.onnx",
          "sample": "sample", "timestep": "timestep", "condition": "encoder_hidden_states",
          "selection": "token_select", "noise": "out_sample", "maps": ["maps_4", "maps_2"],
          "channels": 2, "latent": [4, 4], "words": 2
        },
        "decoder": { "file": "decoder.onnx", "input": "latent", "output": "image", "sizePx": [8, 8] },
        "scheduler": {
          "kind": "ddim", "prediction": "v",
          "betaStart": 0.00085, "betaEnd": 0.012, "trainSteps": 1000, "steps": 4
        },
        "guidance": ${guidance}
      }
      """;

  private final Path folder;
  private final Random random = new Random(5);
  private double guidance = 2;
  private float noiseScale = 0.3f;
  private float mapScale = 1;
  private float colourScale = 1;

  TinyGenerator(Path folder) {
    this.folder = folder;
  }

  TinyGenerator guidance(double value) {
    guidance = value;
    return this;
  }

  /** Not a number where the weights of one network should break it. */
  TinyGenerator scales(float noise, float map, float colour) {
    noiseScale = noise;
    mapScale = map;
    colourScale = colour;
    return this;
  }

  GeneratorPack write() {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve("vocab.txt"), VOCABULARY);
      text().write(folder.resolve("text.onnx"));
      denoiser(guidance == 1 ? 1 : 2).write(folder.resolve("denoiser.onnx"));
      decoder().write(folder.resolve("decoder.onnx"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String description = DESCRIPTION.replace("${guidance}", Double.toString(guidance));
    return PackSeal.seal(folder, description, GeneratorPack::load);
  }

  private OnnxGraph text() {
    OnnxGraph graph = new OnnxGraph("text");
    String ids = graph.input("input_ids", OnnxType.INT32, "1", side(TOKENS));
    String words = weights(graph, "words", 1, VOCABULARY.size(), WIDTH);
    String found = graph.add("Gather", List.of(words, ids));
    graph.output(found, "last_hidden_state", OnnxType.FLOAT32, "1", side(TOKENS), side(WIDTH));
    return graph;
  }

  private OnnxGraph denoiser(int rows) {
    OnnxGraph graph = new OnnxGraph("denoiser");
    String[] latent = {side(rows), side(CHANNELS), side(LATENT), side(LATENT)};
    String sample = graph.input("sample", OnnxType.FLOAT32, latent);
    String timestep = graph.input("timestep", OnnxType.FLOAT32, side(rows));
    String condition =
        graph.input(
            "encoder_hidden_states", OnnxType.FLOAT32, side(rows), side(TOKENS), side(WIDTH));
    String selection = graph.input("token_select", OnnxType.FLOAT32, side(WORDS), side(TOKENS));
    String scaled = graph.add("Mul", List.of(sample, scalar(graph, "noiseScale", noiseScale)));
    String prompt =
        graph.add(
            "ReduceMean",
            List.of(condition),
            OnnxAttribute.integers("axes", 1),
            OnnxAttribute.integer("keepdims", 0));
    String pushed =
        graph.add("MatMul", List.of(prompt, weights(graph, "push", 1, WIDTH, CHANNELS)));
    String time = graph.add("Mul", List.of(timestep, scalar(graph, "perStep", 1e-4f)));
    String noise =
        graph.add(
            "Add",
            List.of(
                graph.add("Add", List.of(scaled, shaped(graph, pushed, rows, CHANNELS, 1, 1))),
                shaped(graph, time, rows, 1, 1, 1)));
    graph.output(noise, "out_sample", OnnxType.FLOAT32, latent);
    maps(graph, last(graph, sample, rows), last(graph, condition, rows), selection);
    return graph;
  }

  private void maps(OnnxGraph graph, String sample, String condition, String selection) {
    int cells = LATENT * LATENT;
    String pixels = transposed(graph, shaped(graph, sample, CHANNELS, cells), 1, 0);
    String queries =
        graph.add("MatMul", List.of(pixels, weights(graph, "queries", 1, CHANNELS, KEYS * WIDTH)));
    String heads = transposed(graph, shaped(graph, queries, cells, KEYS, WIDTH), 1, 0, 2);
    String keys = transposed(graph, shaped(graph, condition, TOKENS, WIDTH), 1, 0);
    String shares =
        graph.add(
            "Softmax",
            List.of(graph.add("MatMul", List.of(heads, keys))),
            OnnxAttribute.integer("axis", -1));
    String chosen = graph.add("MatMul", List.of(selection, transposed(graph, shares, 0, 2, 1)));
    String scaled = graph.add("Mul", List.of(chosen, scalar(graph, "mapScale", mapScale)));
    String fine = shaped(graph, scaled, KEYS, WORDS, LATENT, LATENT);
    graph.output(
        fine, "maps_4", OnnxType.FLOAT32, side(KEYS), side(WORDS), side(LATENT), side(LATENT));
    String coarse =
        graph.add(
            "AveragePool",
            List.of(fine),
            OnnxAttribute.integers("kernel_shape", 2, 2),
            OnnxAttribute.integers("strides", 2, 2));
    graph.output(coarse, "maps_2", OnnxType.FLOAT32, side(KEYS), side(WORDS), "2", "2");
  }

  private OnnxGraph decoder() {
    OnnxGraph graph = new OnnxGraph("decoder");
    String latent =
        graph.input("latent", OnnxType.FLOAT32, "1", side(CHANNELS), side(LATENT), side(LATENT));
    String colours =
        graph.add(
            "ConvTranspose",
            List.of(latent, weights(graph, "colours", colourScale, CHANNELS, 3, 2, 2)),
            OnnxAttribute.integers("strides", 2, 2));
    graph.output(
        graph.add("Tanh", List.of(colours)),
        "image",
        OnnxType.FLOAT32,
        "1",
        "3",
        side(PICTURE),
        side(PICTURE));
    return graph;
  }

  /** The conditional row of a tensor of {@code rows} rows. */
  private static String last(OnnxGraph graph, String tensor, int rows) {
    return graph.add(
        "Slice",
        List.of(
            tensor,
            graph.integers(tensor + "From", new long[] {rows - 1L}, 1),
            graph.integers(tensor + "To", new long[] {rows}, 1)));
  }

  private static String shaped(OnnxGraph graph, String tensor, long... shape) {
    String sides = graph.integers(tensor + "Shape" + shape.length, shape, shape.length);
    return graph.add("Reshape", List.of(tensor, sides));
  }

  private static String transposed(OnnxGraph graph, String tensor, long... order) {
    return graph.add("Transpose", List.of(tensor), OnnxAttribute.integers("perm", order));
  }

  private static String scalar(OnnxGraph graph, String name, float value) {
    return graph.weights(name, new float[] {value});
  }

  private String weights(OnnxGraph graph, String name, float scale, long... shape) {
    int size = 1;
    for (long side : shape) {
      size *= Math.toIntExact(side);
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = scale * (float) random.nextGaussian();
    }
    return graph.weights(name, values, shape);
  }

  private static String side(int length) {
    return Integer.toString(length);
  }
}
