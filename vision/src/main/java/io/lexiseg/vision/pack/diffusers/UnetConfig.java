package io.lexiseg.vision.pack.diffusers;

import java.util.List;

/**
 * Shape of a denoiser.
 *
 * @param side cells of a latent picture's row and column
 * @param latentChannels components of a latent cell
 * @param channels components of a cell, one entry a resolution, finest first
 * @param heads of attention, one entry a resolution
 * @param attends whether a resolution has attention
 * @param layers residual blocks of a resolution on the way down; one more on the way up
 * @param contextWidth components of a prompt's token
 * @param groups of the normalisations
 * @param epsilon of the normalisations in residual blocks
 * @param linearProjection whether transformers start and end with a matrix, else a convolution
 */
record UnetConfig(
    int side,
    int latentChannels,
    List<Integer> channels,
    List<Integer> heads,
    List<Boolean> attends,
    int layers,
    int contextWidth,
    int groups,
    double epsilon,
    boolean linearProjection) {
  private static final String ATTENDING = "CrossAttn";

  UnetConfig {
    channels = List.copyOf(channels);
    heads = List.copyOf(heads);
    attends = List.copyOf(attends);
  }

  int resolutions() {
    return channels.size();
  }

  static UnetConfig from(ModelConfig json) {
    requireSupported(json);
    List<Integer> channels = json.integers("block_out_channels");
    int count = channels.size();
    // The library calls the number of heads by the name of their width.
    List<Integer> heads = json.integers("attention_head_dim", count);
    int groups = json.integer("norm_num_groups", 32);
    for (int i = 0; i < count; i++) {
      if (channels.get(i) % groups != 0 || channels.get(i) % heads.get(i) != 0) {
        throw json.wrong(
            "block_out_channels", "multiples of norm_num_groups and of attention_head_dim");
      }
    }
    int side = json.integer("sample_size");
    if (side % (1 << (count - 1)) != 0) {
      throw json.wrong("sample_size", "a multiple of " + (1 << (count - 1)));
    }
    return new UnetConfig(
        side,
        json.integer("in_channels", 4),
        channels,
        heads,
        attends(json, count),
        json.integer("layers_per_block", 2),
        json.integer("cross_attention_dim"),
        groups,
        json.number("norm_eps", 1e-5),
        json.flag("use_linear_projection", false));
  }

  private static List<Boolean> attends(ModelConfig json, int count) {
    List<String> down = json.texts("down_block_types");
    List<String> up = json.texts("up_block_types");
    if (down.size() != count || up.size() != count) {
      throw json.wrong("up_block_types", "as many up and down blocks as block_out_channels");
    }
    for (int i = 0; i < count; i++) {
      String path = down.get(i).startsWith(ATTENDING) ? ATTENDING : "";
      if (!down.get(i).equals(path + "DownBlock2D")) {
        throw json.wrong("down_block_types", "CrossAttnDownBlock2D or DownBlock2D");
      }
      if (!up.get(count - 1 - i).equals(path + "UpBlock2D")) {
        throw json.wrong("up_block_types", "the down_block_types mirrored");
      }
    }
    return down.stream().map(type -> type.startsWith(ATTENDING)).toList();
  }

  private static void requireSupported(ModelConfig json) {
    json.require("_class_name", "UNet2DConditionModel");
    json.require("act_fn", "silu");
    json.require("mid_block_type", "UNetMidBlock2DCrossAttn");
    json.require("flip_sin_to_cos", true);
    json.require("freq_shift", 0);
    json.require("downsample_padding", 1);
    json.require("mid_block_scale_factor", 1, "1.0");
    json.require("resnet_out_scale_factor", 1, "1.0");
    json.require("resnet_time_scale_shift", "default");
    json.require("time_embedding_type", "positional");
    json.require("attention_type", "default");
    json.require("transformer_layers_per_block", 1);
    json.require("conv_in_kernel", 3);
    json.require("conv_out_kernel", 3);
    json.requireAbsent(
        "addition_embed_type",
        "center_input_sample",
        "class_embed_type",
        "cross_attention_norm",
        "dual_cross_attention",
        "encoder_hid_dim",
        "num_attention_heads",
        "num_class_embeds",
        "only_cross_attention",
        "resnet_skip_time_act",
        "time_cond_proj_dim",
        "time_embedding_act_fn",
        "time_embedding_dim",
        "timestep_post_act");
    if (json.integer("in_channels", 4) != json.integer("out_channels", 4)) {
      throw json.wrong("out_channels", "as many as in_channels");
    }
  }
}
