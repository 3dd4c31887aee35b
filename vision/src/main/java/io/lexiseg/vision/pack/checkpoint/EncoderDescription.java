package io.lexiseg.vision.pack.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexiseg.vision.pack.onnx.OnnxType;
import io.lexiseg.vision.pack.transformer.ClipTextNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code pack.json} of an encoder pack says, but for the files. */
record EncoderDescription(
    EncoderRecipe recipe, CheckpointFile backbone, CheckpointFile clip, OnnxType storage) {
  private static final String PRESETS = "presets.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<Double> IMAGENET_MEAN = List.of(0.485, 0.456, 0.406);
  private static final List<Double> IMAGENET_STD = List.of(0.229, 0.224, 0.225);
  private static final List<Double> CLIP_MEAN = List.of(0.48145466, 0.4578275, 0.40821073);
  private static final List<Double> CLIP_STD = List.of(0.26862954, 0.26130258, 0.27577711);

  String json() throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("formatVersion", 1)
        .put("id", recipe.id())
        .put("backbone", recipe.backbone().backbone())
        .put("licence", licence())
        .put("provenance", provenance());
    dense(json.putObject("dense"));
    image(json.putObject("image"));
    text(json.putObject("text"));
    json.put("templates", "subset");
    json.setAll((ObjectNode) presets());
    return json.toString();
  }

  private String licence() {
    return Stream.of(recipe.backbone().licence(), recipe.clip().licence())
        .distinct()
        .collect(Collectors.joining(" AND "));
  }

  private String provenance() {
    return "%s: %s; %s: %s; written as ONNX by lexiseg, %s"
        .formatted(
            recipe.backbone().name(),
            backbone.origin(),
            recipe.clip().name(),
            clip.origin(),
            storage == OnnxType.FLOAT16 ? "fp16" : "fp32");
  }

  private void dense(ObjectNode json) {
    LocalBackbone network = recipe.backbone();
    boolean ofClip = network.family() == LocalBackbone.Family.CLIP;
    json.put("file", EncoderMaker.DENSE);
    pixels(json.putObject("input"), network.sidePx(), "bilinear", ofClip);
    json.put("output", "last_hidden_state")
        .put("layout", "tokens")
        .put("leadingTokens", 1 + network.registers())
        .put("patchSizePx", network.patchPx())
        .put("dimension", network.size().width());
  }

  private void image(ObjectNode json) {
    json.put("file", EncoderMaker.IMAGE);
    pixels(json.putObject("input"), recipe.clip().sidePx(), "bicubic", true);
    json.put("output", "image_embeds").put("dimension", recipe.clip().dimension());
  }

  private void text(ObjectNode json) {
    json.put("file", EncoderMaker.TEXT);
    json.putObject("tokenizer").put("kind", "clip-bpe").put("maxTokens", ClipTextNetwork.TOKENS);
    json.putObject("input").put("ids", "input_ids").put("type", "int32");
    json.put("output", "text_embeds")
        .put("pooling", "none")
        .put("unitLength", false)
        .put("dimension", recipe.clip().dimension());
  }

  private static void pixels(ObjectNode json, int sidePx, String resampling, boolean ofClip) {
    json.put("name", "pixel_values");
    json.putArray("sizePx").add(sidePx).add(sidePx);
    json.put("resampling", resampling).put("channels", "rgb").put("divisor", 255);
    numbers(json.putArray("mean"), ofClip ? CLIP_MEAN : IMAGENET_MEAN);
    numbers(json.putArray("std"), ofClip ? CLIP_STD : IMAGENET_STD);
  }

  private static void numbers(ArrayNode array, List<Double> numbers) {
    numbers.forEach(array::add);
  }

  private static JsonNode presets() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(EncoderDescription.class.getResourceAsStream(PRESETS), PRESETS)) {
      return JSON.readTree(in);
    }
  }
}
