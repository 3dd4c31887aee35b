package io.lexiseg.vision.pack.diffusers;

import io.lexiseg.vision.pack.diffusers.AttentionGraph.Tokens;
import io.lexiseg.vision.pack.onnx.OnnxAttribute;
import io.lexiseg.vision.pack.onnx.OnnxGraph;
import io.lexiseg.vision.pack.onnx.OnnxType;
import io.lexiseg.vision.pack.onnx.WeightSupply;
import io.lexiseg.vision.pack.transformer.ClipTextNetwork;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The denoiser with attribution: {@code sample [rows, channels, side, side]}, {@code timestep
 * [rows]}, {@code encoder_hidden_states [rows, 77, contextWidth]} and {@code token_select [words,
 * 77]} to {@code out_sample}, as {@code sample}, and {@code maps_SIDE} (see {@link
 * AttributionMaps}). Of two rows the second is the conditional one.
 *
 * <p><b>Source:</b> Rombach et al. 2022; diffusers' {@code UNet2DConditionModel}; attribution by
 * Tang et al. 2023 (DAAM). <b>Deviations:</b> one transformer block a layer, no additional
 * embeddings.
 */
final class UnetNetwork {
  private static final int TIME_RATIO = 4;
  private static final double LONGEST_PERIOD = 10_000;

  private final UnetConfig config;
  private final BlockGraph net;
  private final int rows;
  private final SpatialTransformer transformer;
  private final AttributionMaps maps;
  private final BlockGraph.Embedding time;
  private final String sample;
  private final Deque<FeatureMap> skipped = new ArrayDeque<>();

  private UnetNetwork(UnetConfig config, WeightSupply weights, int rows, int words) {
    this.config = config;
    this.rows = rows;
    this.net = new BlockGraph("denoiser", weights, config.groups(), config.epsilon());
    this.sample = net.graph.input("sample", OnnxType.FLOAT32, latent());
    String timestep = net.graph.input("timestep", OnnxType.FLOAT32, String.valueOf(rows));
    String context =
        input("encoder_hidden_states", rows, ClipTextNetwork.TOKENS, config.contextWidth());
    String selection = input("token_select", words, ClipTextNetwork.TOKENS);
    this.maps = new AttributionMaps(net, selection, words);
    Tokens prompt = new Tokens(context, ClipTextNetwork.TOKENS, config.contextWidth());
    this.transformer = new SpatialTransformer(net, prompt, maps, config.linearProjection());
    this.time = embedding(timestep);
  }

  /**
   * Builds the network.
   *
   * @param rows 2, or 1 without guidance
   * @param words tokens that a call can choose
   */
  static OnnxGraph build(UnetConfig config, WeightSupply weights, int rows, int words) {
    return new UnetNetwork(config, weights, rows, words).build();
  }

  private OnnxGraph build() {
    FeatureMap map = new FeatureMap(sample, rows, config.latentChannels(), config.side());
    map = net.convolution(map, "conv_in", config.channels().get(0), 3);
    skipped.push(map);
    for (int i = 0; i < config.resolutions(); i++) {
      map = down(map, i);
    }
    map = middle(map);
    for (int i = config.resolutions() - 1; i >= 0; i--) {
      map = up(map, i);
    }
    map = net.normalise(map, "conv_norm_out", config.epsilon());
    FeatureMap bent = map.with(net.swish(map.tensor()));
    FeatureMap noise = net.convolution(bent, "conv_out", config.latentChannels(), 3);
    net.graph.output(noise.tensor(), "out_sample", OnnxType.FLOAT32, latent());
    maps.declare();
    return net.graph;
  }

  private FeatureMap down(FeatureMap from, int resolution) {
    String name = "down_blocks." + resolution;
    FeatureMap map = from;
    for (int layer = 0; layer < config.layers(); layer++) {
      map = layer(map, name, layer, resolution, AttributionMaps.Path.DOWN);
      skipped.push(map);
    }
    if (resolution < config.resolutions() - 1) {
      map = net.downsample(map, name + ".downsamplers.0.conv");
      skipped.push(map);
    }
    return map;
  }

  private FeatureMap middle(FeatureMap from) {
    int heads = config.heads().get(config.resolutions() - 1);
    FeatureMap map = residual(from, "mid_block.resnets.0", from.channels());
    map = transformer.add(map, "mid_block.attentions.0", heads, AttributionMaps.Path.MIDDLE);
    return residual(map, "mid_block.resnets.1", from.channels());
  }

  private FeatureMap up(FeatureMap from, int resolution) {
    String name = "up_blocks." + (config.resolutions() - 1 - resolution);
    FeatureMap map = from;
    for (int layer = 0; layer <= config.layers(); layer++) {
      FeatureMap other = skipped.pop();
      String both =
          net.node(
              "Concat", List.of(map.tensor(), other.tensor()), OnnxAttribute.integer("axis", 1));
      FeatureMap joined = map.with(both, map.channels() + other.channels());
      map = layer(joined, name, layer, resolution, AttributionMaps.Path.UP);
    }
    return resolution == 0 ? map : net.upsample(map, name + ".upsamplers.0.conv");
  }

  private FeatureMap layer(
      FeatureMap from, String name, int layer, int resolution, AttributionMaps.Path path) {
    FeatureMap map = residual(from, name + ".resnets." + layer, config.channels().get(resolution));
    return config.attends().get(resolution)
        ? transformer.add(map, name + ".attentions." + layer, config.heads().get(resolution), path)
        : map;
  }

  private FeatureMap residual(FeatureMap map, String name, int channels) {
    return net.residual(map, name, channels, Optional.of(time));
  }

  /** Cosines and sines of the timestep, bent by two layers and for the blocks that take it. */
  private BlockGraph.Embedding embedding(String timestep) {
    int width = config.channels().get(0);
    int timeWidth = TIME_RATIO * width;
    String column = net.node("Unsqueeze", List.of(timestep, net.integers(1)));
    String angles = net.multiply(column, net.numbers(frequencies(width / 2)));
    String waves =
        net.node(
            "Concat",
            List.of(net.node("Cos", List.of(angles)), net.node("Sin", List.of(angles))),
            OnnxAttribute.integer("axis", -1));
    String first = net.linear(waves, "time_embedding.linear_1", width, timeWidth);
    String second = net.linear(net.swish(first), "time_embedding.linear_2", timeWidth, timeWidth);
    return new BlockGraph.Embedding(net.swish(second), timeWidth);
  }

  /** 1 down to almost 1/10,000, with exponents rounded to 32 bits as the library does. */
  private static float[] frequencies(int count) {
    float[] frequencies = new float[count];
    float step = (float) -Math.log(LONGEST_PERIOD);
    for (int i = 0; i < count; i++) {
      frequencies[i] = (float) Math.exp(step * i / count);
    }
    return frequencies;
  }

  private String[] latent() {
    return axes(rows, config.latentChannels(), config.side(), config.side());
  }

  private String input(String name, int... shape) {
    return net.graph.input(name, OnnxType.FLOAT32, axes(shape));
  }

  private static String[] axes(int... lengths) {
    return IntStream.of(lengths).mapToObj(String::valueOf).toArray(String[]::new);
  }
}
