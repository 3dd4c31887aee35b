package io.lexiseg.vision.pack.diffusers;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexiseg.vision.pack.generator.SchedulerSpec;
import io.lexiseg.vision.pack.transformer.ClipTextNetwork;
import java.util.Locale;

/**
 * What {@code pack.json} of a generator says, but for the files.
 *
 * @param cellPx pixels of a latent cell's side
 * @param padding id that fills up a prompt
 */
record GeneratorDescription(
    GeneratorModel model, UnetConfig unet, int cellPx, SchedulerSpec scheduler, int padding) {

  String json() {
    ObjectNode json = JsonMapper.builder().build().createObjectNode();
    json.put("formatVersion", 1)
        .put("id", model.id())
        .put("kind", "generator")
        .put("recipe", GeneratorMaker.RECIPE)
        .put("licence", model.licence())
        .put(
            "provenance", "weights of %s, written as ONNX by lexiseg".formatted(model.repository()))
        .put("guidance", model.guidance());
    text(json.putObject("text"));
    denoiser(json.putObject("denoiser"));
    decoder(json.putObject("decoder"));
    json.putObject("scheduler")
        .put("kind", spelling(scheduler.kind()))
        .put("prediction", spelling(scheduler.prediction()))
        .put("betaStart", scheduler.betaStart())
        .put("betaEnd", scheduler.betaEnd())
        .put("trainSteps", scheduler.trainSteps())
        .put("steps", scheduler.steps());
    return json.toString();
  }

  private void text(ObjectNode json) {
    json.put("file", GeneratorMaker.TEXT)
        .put("output", "last_hidden_state")
        .put("width", unet.contextWidth());
    json.putObject("input").put("ids", "input_ids").put("type", "int32");
    json.putObject("tokenizer")
        .put("kind", "clip-bpe")
        .put("maxTokens", ClipTextNetwork.TOKENS)
        .put("padding", padding);
  }

  private void denoiser(ObjectNode json) {
    json.put("file", GeneratorMaker.DENOISER)
        .put("sample", "sample")
        .put("timestep", "timestep")
        .put("condition", "encoder_hidden_states")
        .put("selection", "token_select")
        .put("noise", "out_sample")
        .put("channels", unet.latentChannels())
        .put("words", GeneratorMaker.WORDS);
    ArrayNode maps = json.putArray("maps");
    for (int i = 0; i < unet.resolutions(); i++) {
      if (unet.attends().get(i)) {
        maps.add(AttributionMaps.PREFIX + (unet.side() >> i));
      }
    }
    json.putArray("latent").add(unet.side()).add(unet.side());
  }

  private void decoder(ObjectNode json) {
    int sizePx = cellPx * unet.side();
    json.put("file", GeneratorMaker.DECODER).put("input", "latent").put("output", "image");
    json.putArray("sizePx").add(sizePx).add(sizePx);
  }

  private static String spelling(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
