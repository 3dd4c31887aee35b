package io.lexiseg.vision.pack.checkpoint;

import java.util.List;

/**
 * The libraries' names for the tensors of CLIP, DINO, DINOv2 and DeiT-III, and the common names
 * that they stand for: {@code patch}, {@code class_token}, {@code registers}, {@code tokens},
 * {@code positions}, {@code pre_norm}, {@code blocks.N.norm1|norm2|scale1|scale2}, {@code
 * blocks.N.attention.q|k|v|qkv|out}, {@code blocks.N.mlp.up|down}, {@code norm}, {@code
 * projection}.
 */
final class Namings {
  private static final String PROJECTION = "projection.weight";

  /** Of a picture tower: timm's and the original repositories'. */
  private static final Naming TIMM =
      new Naming("timm, DINO's, DINOv2's or DeiT-III's own", "blocks\\.0\\.attn\\.qkv\\.weight")
          .with("patch_embed\\.proj\\.W", "patch.$1")
          .with("cls_token", "class_token")
          .with("reg_token|register_tokens", "registers")
          .with("pos_embed", "positions")
          .with("norm_pre\\.W", "pre_norm.$1")
          .with("blocks\\.(\\d+)\\.norm([12])\\.W", "blocks.$1.norm$2.$3")
          .with("blocks\\.(\\d+)\\.attn\\.qkv\\.W", "blocks.$1.attention.qkv.$2")
          .with("blocks\\.(\\d+)\\.attn\\.proj\\.W", "blocks.$1.attention.out.$2")
          .with("blocks\\.(\\d+)\\.ls([12])\\.gamma", "blocks.$1.scale$2")
          .with("blocks\\.(\\d+)\\.gamma_([12])", "blocks.$1.scale$2")
          .with("blocks\\.(\\d+)\\.mlp\\.fc1\\.W", "blocks.$1.mlp.up.$2")
          .with("blocks\\.(\\d+)\\.mlp\\.fc2\\.W", "blocks.$1.mlp.down.$2")
          .with("norm\\.W", "norm.$1")
          .ignoring("mask_token", "head\\..*", "head_dist\\..*");

  private static final String OPEN_CLIP = "OpenAI CLIP's or open_clip's";
  private static final String OPEN_CLIP_MARKER =
      "visual\\.transformer\\.resblocks\\.0\\.attn\\.in_proj_weight";

  private static final Naming OPEN_CLIP_IMAGE =
      openClipBlocks("visual\\.")
          .with("visual\\.conv1\\.weight", "patch.weight")
          .with("visual\\.class_embedding", "class_token")
          .with("visual\\.positional_embedding", "positions")
          .with("visual\\.ln_pre\\.W", "pre_norm.$1")
          .with("visual\\.ln_post\\.W", "norm.$1")
          .with("visual\\.proj", PROJECTION)
          .ignoring("(?!visual\\.).*")
          .transposing(PROJECTION);

  private static final Naming OPEN_CLIP_TEXT =
      openClipBlocks("")
          .with("token_embedding\\.weight", "tokens")
          .with("positional_embedding", "positions")
          .with("ln_final\\.W", "norm.$1")
          .with("text_projection", PROJECTION)
          .ignoring("visual\\..*", "logit_scale", "logit_bias", "attn_mask")
          .ignoring("input_resolution", "context_length", "vocab_size")
          .transposing(PROJECTION);

  /** Of CLIP's image tower in transformers; the network writers ask for these names. */
  static final Naming TRANSFORMERS_IMAGE =
      transformersClip("vision")
          .with("vision_model\\.embeddings\\.class_embedding", "class_token")
          .with("vision_model\\.embeddings\\.patch_embedding\\.weight", "patch.weight")
          .with("vision_model\\.pre_layrnorm\\.W", "pre_norm.$1")
          .with("vision_model\\.post_layernorm\\.W", "norm.$1")
          .with("visual_projection\\.weight", PROJECTION)
          .ignoring("text_(?:model|projection)\\..*");

  /** Of CLIP's text tower in transformers; the network writers ask for these names. */
  static final Naming TRANSFORMERS_TEXT =
      transformersClip("text")
          .with("text_model\\.embeddings\\.token_embedding\\.weight", "tokens")
          .with("text_model\\.final_layer_norm\\.W", "norm.$1")
          .with("text_projection\\.weight", PROJECTION)
          .ignoring("vision_model\\..*", "visual_projection\\..*");

  private static final String PREFIX = "(?:vit\\.|dinov2\\.|dinov2_with_registers\\.)?";
  private static final String LAYER = PREFIX + "encoder\\.layer\\.(\\d+)\\.";

  /** Of ViT and DINOv2 in transformers; the network writers ask for these names. */
  static final Naming TRANSFORMERS_VIT =
      new Naming(
              "transformers' for ViT and DINOv2", LAYER + "attention\\.attention\\.query\\.weight")
          .with(PREFIX + "embeddings\\.patch_embeddings\\.projection\\.W", "patch.$1")
          .with(PREFIX + "embeddings\\.cls_token", "class_token")
          .with(PREFIX + "embeddings\\.register_tokens", "registers")
          .with(PREFIX + "embeddings\\.position_embeddings", "positions")
          .with(LAYER + "norm([12])\\.W", "blocks.$1.norm$2.$3")
          .with(LAYER + "layernorm_before\\.W", "blocks.$1.norm1.$2")
          .with(LAYER + "layernorm_after\\.W", "blocks.$1.norm2.$2")
          .with(
              LAYER + "attention\\.attention\\.(q|k|v)(?:uery|ey|alue)\\.W",
              "blocks.$1.attention.$2.$3")
          .with(LAYER + "attention\\.output\\.dense\\.W", "blocks.$1.attention.out.$2")
          .with(LAYER + "layer_scale([12])\\.lambda1", "blocks.$1.scale$2")
          .with(LAYER + "mlp\\.fc1\\.W", "blocks.$1.mlp.up.$2")
          .with(LAYER + "mlp\\.fc2\\.W", "blocks.$1.mlp.down.$2")
          .with(LAYER + "intermediate\\.dense\\.W", "blocks.$1.mlp.up.$2")
          .with(LAYER + "output\\.dense\\.W", "blocks.$1.mlp.down.$2")
          .with(PREFIX + "layernorm\\.W", "norm.$1")
          .ignoring(PREFIX + "embeddings\\.mask_token", "(?:.*\\.)?pooler\\..*")
          .ignoring("classifier\\..*");

  /** Of towers that take pictures. */
  static final List<Naming> PICTURE =
      List.of(TIMM, OPEN_CLIP_IMAGE, TRANSFORMERS_IMAGE, TRANSFORMERS_VIT);

  /** Of towers that take text. */
  static final List<Naming> TEXT = List.of(OPEN_CLIP_TEXT, TRANSFORMERS_TEXT);

  private Namings() {}

  private static Naming openClipBlocks(String prefix) {
    String block = prefix + "transformer\\.resblocks\\.(\\d+)\\.";
    return new Naming(OPEN_CLIP, OPEN_CLIP_MARKER)
        .with(block + "ln_([12])\\.W", "blocks.$1.norm$2.$3")
        .with(block + "attn\\.in_proj_W", "blocks.$1.attention.qkv.$2")
        .with(block + "attn\\.out_proj\\.W", "blocks.$1.attention.out.$2")
        .with(block + "mlp\\.c_fc\\.W", "blocks.$1.mlp.up.$2")
        .with(block + "mlp\\.c_proj\\.W", "blocks.$1.mlp.down.$2");
  }

  private static Naming transformersClip(String tower) {
    String model = tower + "_model\\.";
    String block = model + "encoder\\.layers\\.(\\d+)\\.";
    return new Naming(
            "transformers' for CLIP", model + "encoder\\.layers\\.0\\.self_attn\\.q_proj\\.weight")
        .with(block + "layer_norm([12])\\.W", "blocks.$1.norm$2.$3")
        .with(block + "self_attn\\.([qkv])_proj\\.W", "blocks.$1.attention.$2.$3")
        .with(block + "self_attn\\.out_proj\\.W", "blocks.$1.attention.out.$2")
        .with(block + "mlp\\.fc1\\.W", "blocks.$1.mlp.up.$2")
        .with(block + "mlp\\.fc2\\.W", "blocks.$1.mlp.down.$2")
        .with(model + "embeddings\\.position_embedding\\.weight", "positions")
        .ignoring("logit_scale", ".*\\.position_ids");
  }
}
