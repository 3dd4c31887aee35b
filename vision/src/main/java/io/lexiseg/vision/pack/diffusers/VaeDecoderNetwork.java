package io.lexiseg.vision.pack.diffusers;

import io.lexiseg.vision.pack.diffusers.AttentionGraph.Tokens;
import io.lexiseg.vision.pack.onnx.OnnxGraph;
import io.lexiseg.vision.pack.onnx.OnnxType;
import io.lexiseg.vision.pack.onnx.WeightSupply;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The decoder: {@code latent [1, channels, side, side]} as the scheduler leaves it, to {@code image
 * [1, 3, sidePx, sidePx]}, about -1..1, not clamped.
 *
 * <p><b>Source:</b> Rombach et al. 2022; diffusers' {@code AutoencoderKL}.
 */
final class VaeDecoderNetwork {
  private static final double EPSILON = 1e-6;
  private static final int COLOURS = 3;

  private final Config config;
  private final BlockGraph net;

  /**
   * Shape of a decoder.
   *
   * @param latentChannels components of a latent cell
   * @param channels components of a cell, finest resolution first
   * @param layers residual blocks of a resolution in the encoder; one more here
   * @param groups of the normalisations
   * @param scale what latent pictures were multiplied with
   * @param mixed whether a convolution mixes the latent components first
   */
  record Config(
      int latentChannels,
      List<Integer> channels,
      int layers,
      int groups,
      double scale,
      boolean mixed) {
    Config {
      channels = List.copyOf(channels);
    }

    static Config from(ModelConfig json) {
      json.require("_class_name", "AutoencoderKL");
      json.require("act_fn", "silu");
      json.require("out_channels", COLOURS);
      json.require("mid_block_add_attention", true);
      json.requireAbsent("latents_mean", "latents_std", "shift_factor");
      List<Integer> channels = json.integers("block_out_channels");
      List<String> blocks = json.texts("up_block_types");
      if (blocks.size() != channels.size()
          || blocks.stream().anyMatch(type -> !type.equals("UpDecoderBlock2D"))) {
        throw json.wrong("up_block_types", channels.size() + " times UpDecoderBlock2D");
      }
      int groups = json.integer("norm_num_groups", 32);
      if (channels.stream().anyMatch(count -> count % groups != 0)) {
        throw json.wrong("block_out_channels", "multiples of norm_num_groups");
      }
      double scale = json.number("scaling_factor", 0.18215);
      if (!(scale > 0)) {
        throw json.wrong("scaling_factor", "a number > 0");
      }
      return new Config(
          json.integer("latent_channels", 4),
          channels,
          json.integer("layers_per_block", 1),
          groups,
          scale,
          json.flag("use_post_quant_conv", true));
    }

    /** Pixels of a latent cell's side. */
    int cellPx() {
      return 1 << (channels.size() - 1);
    }
  }

  private VaeDecoderNetwork(Config config, WeightSupply weights) {
    this.config = config;
    this.net = new BlockGraph("decoder", weights, config.groups(), EPSILON);
  }

  /**
   * Builds the network.
   *
   * @param side cells of a latent picture's row and column
   */
  static OnnxGraph build(Config config, WeightSupply weights, int side) {
    return new VaeDecoderNetwork(config, weights).build(side);
  }

  private OnnxGraph build(int side) {
    String latent =
        net.graph.input("latent", OnnxType.FLOAT32, axes(1, config.latentChannels(), side, side));
    String unscaled = net.node("Div", List.of(latent, net.numbers((float) config.scale())));
    FeatureMap map = new FeatureMap(unscaled, 1, config.latentChannels(), side);
    if (config.mixed()) {
      map = net.convolution(map, "post_quant_conv", config.latentChannels(), 1);
    }
    int resolutions = config.channels().size();
    map = net.convolution(map, "decoder.conv_in", config.channels().get(resolutions - 1), 3);
    map = middle(map);
    for (int i = 0; i < resolutions; i++) {
      map = up(map, "decoder.up_blocks." + i, config.channels().get(resolutions - 1 - i));
      if (i < resolutions - 1) {
        map = net.upsample(map, "decoder.up_blocks.%d.upsamplers.0.conv".formatted(i));
      }
    }
    map = net.normalise(map, "decoder.conv_norm_out", EPSILON);
    FeatureMap image =
        net.convolution(map.with(net.swish(map.tensor())), "decoder.conv_out", COLOURS, 3);
    net.graph.output(
        image.tensor(), "image", OnnxType.FLOAT32, axes(1, COLOURS, image.side(), image.side()));
    return net.graph;
  }

  private FeatureMap middle(FeatureMap from) {
    String name = "decoder.mid_block.";
    FeatureMap map = residual(from, name + "resnets.0", from.channels());
    map = attention(map, name + "attentions.0");
    return residual(map, name + "resnets.1", from.channels());
  }

  private FeatureMap attention(FeatureMap map, String name) {
    int width = map.channels();
    FeatureMap normal = net.normalise(map, name + ".group_norm", EPSILON);
    Tokens tokens = new Tokens(net.tokens(normal), map.cells(), width);
    String mixed =
        new AttentionGraph(net, map.rows()).attend(tokens, tokens, 1, name, true).tensor();
    FeatureMap changed = net.cells(net.linear(mixed, name + ".to_out.0", width, width), map);
    return map.with(net.add(changed.tensor(), map.tensor()));
  }

  private FeatureMap up(FeatureMap from, String name, int channels) {
    FeatureMap map = from;
    for (int layer = 0; layer <= config.layers(); layer++) {
      map = residual(map, name + ".resnets." + layer, channels);
    }
    return map;
  }

  private FeatureMap residual(FeatureMap map, String name, int channels) {
    return net.residual(map, name, channels, Optional.empty());
  }

  private static String[] axes(int... lengths) {
    return IntStream.of(lengths).mapToObj(String::valueOf).toArray(String[]::new);
  }
}
