package io.lexiseg.vision.pack.diffusers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.vision.pack.diffusers.GeneratorParityTest.Outputs;
import io.lexiseg.vision.pack.diffusers.TinyPipeline.Shape;
import io.lexiseg.vision.pack.generator.GeneratorPack;
import io.lexiseg.vision.pack.generator.SchedulerSpec;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.onnx.OnnxType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratorMakerTest {
  private static final String UNET = "unet/diffusion_pytorch_model.safetensors";
  private static final String VAE = "vae/diffusion_pytorch_model.safetensors";
  private static final String TEXT = "text_encoder/model.safetensors";

  @TempDir Path folder;
  private Path source;
  private Path target;

  @BeforeEach
  void writePipeline() throws IOException {
    source = TinyPipeline.write(folder.resolve("source"), Shape.SD15);
    target = Files.createDirectory(folder.resolve("target"));
  }

  @Test
  void shouldDescribeWhatTheFolderSays() throws IOException {
    // when
    GeneratorPack pack = make(7.5, OnnxType.FLOAT32);

    // then
    pack.check();
    assertThat(pack.prompt().padding()).isEqualTo(49_407);
    assertThat(pack.prompt().width()).isEqualTo(24);
    assertThat(pack.denoiser().maps()).containsExactly("maps_8", "maps_4", "maps_2");
    assertThat(pack.decoder().heightPx()).isEqualTo(32);
    assertThat(pack.guidance()).isEqualTo(7.5);
    assertThat(pack.scheduler())
        .isEqualTo(
            new SchedulerSpec(
                SchedulerSpec.Kind.PNDM,
                SchedulerSpec.Prediction.EPSILON,
                0.00085,
                0.012,
                1000,
                20));
  }

  @Test
  void shouldKeepTheConditionalRowAloneWithoutGuidance() throws Exception {
    // given
    Path other = Files.createDirectory(folder.resolve("other"));
    GeneratorPack guided =
        GeneratorMaker.make(
            source, TinyPipeline.model(7.5), OnnxType.FLOAT32, other, ProgressListener.NONE);

    // when
    GeneratorPack plain = make(1, OnnxType.FLOAT32);

    // then
    plain.check();
    Outputs two = GeneratorParityTest.denoiser(guided, Shape.SD15, 2);
    Outputs one = GeneratorParityTest.denoiser(plain, Shape.SD15, 1);
    float[] noise = two.get("out_sample");
    assertThat(one.get("out_sample"))
        .containsExactly(Arrays.copyOfRange(noise, noise.length / 2, noise.length), within(1e-5f));
    assertThat(one.get("maps_4")).containsExactly(two.get("maps_4"), within(1e-5f));
  }

  @Test
  void shouldHalveTheFilesAtLittleCost() throws Exception {
    // given
    Path other = Files.createDirectory(folder.resolve("other"));
    GeneratorPack whole =
        GeneratorMaker.make(
            source, TinyPipeline.model(7.5), OnnxType.FLOAT32, other, ProgressListener.NONE);

    // when
    GeneratorPack half = make(7.5, OnnxType.FLOAT16);

    // then: weights change by at most 2^-11 of themselves
    half.check();
    assertThat((double) Files.size(half.denoiser().file()))
        .isLessThan(0.6 * Files.size(whole.denoiser().file()));
    float[] found = GeneratorParityTest.denoiser(half, Shape.SD15, 2).get("out_sample");
    float[] expected = GeneratorParityTest.denoiser(whole, Shape.SD15, 2).get("out_sample");
    assertThat(found).containsExactly(expected, within(0.02f)).isNotEqualTo(expected);
  }

  @Test
  void shouldReadOlderSpellingsAndPassOverOtherNetworks() throws IOException {
    // given
    Map<String, long[]> vae = TinyPipeline.decoder(source);
    String attention = "decoder.mid_block.attentions.0.";
    rename(vae, attention + "to_q.", attention + "query.");
    rename(vae, attention + "to_k.", attention + "key.");
    rename(vae, attention + "to_v.", attention + "value.");
    rename(vae, attention + "to_out.0.", attention + "proj_attn.");
    vae.put("encoder.conv_in.bias", new long[] {8});
    vae.put("quant_conv.bias", new long[] {8});
    TinyPipeline.tensors(source, VAE, vae);
    Map<String, long[]> text = TinyPipeline.text(source);
    rename(text, "text_model.", "");
    text.put("embeddings.position_ids", new long[] {1, 77});
    TinyPipeline.tensors(source, TEXT, text);

    // when / then
    make(7.5, OnnxType.FLOAT32).check();
  }

  @Test
  void shouldNameEveryTensorThatIsMissing() throws IOException {
    // given
    Map<String, long[]> unet = TinyPipeline.denoiser(source);
    unet.remove("mid_block.attentions.0.proj_in.bias");
    unet.remove("time_embedding.linear_2.weight");
    TinyPipeline.tensors(source, UNET, unet);

    // when / then
    assertRefused(
        "tensor time_embedding.linear_2.weight: expected the shape [64, 64], got none; "
            + "tensor mid_block.attentions.0.proj_in.bias: expected the shape [64], got none");
  }

  @Test
  void shouldNameATensorThatIsUnexpected() throws IOException {
    // given
    Map<String, long[]> unet = TinyPipeline.denoiser(source);
    unet.put("add_embedding.linear_1.bias", new long[] {4});
    TinyPipeline.tensors(source, UNET, unet);

    // when / then
    assertRefused("tensor add_embedding.linear_1.bias: expected none of that name");
  }

  @Test
  void shouldNameATensorThatIsMisshapen() throws IOException {
    // given
    Map<String, long[]> vae = TinyPipeline.decoder(source);
    vae.put("decoder.conv_out.weight", new long[] {3, 8, 1, 1});
    TinyPipeline.tensors(source, VAE, vae);

    // when / then
    assertRefused(
        "tensor decoder.conv_out.weight: expected the shape [3, 8, 3, 3], got [3, 8, 1, 1]");
  }

  @Test
  void shouldNameATensorThatIsNotFinite() throws IOException {
    // given
    byte[] unet = Files.readAllBytes(source.resolve(UNET));
    Arrays.fill(unet, unet.length - 4, unet.length, (byte) 0xff); // NaN in the last tensor
    Files.write(source.resolve(UNET), unet);

    // when / then
    assertRefused(
        "tensor up_blocks.3.resnets.2.time_emb_proj.weight, value 1023: expected a finite");
  }

  @Test
  void shouldSayWhichFilesItCanRead() throws IOException {
    // given
    Files.move(source.resolve(UNET), source.resolve("unet/diffusion_pytorch_model.bin"));

    // when / then
    assertRefused("got [config.json, diffusion_pytorch_model.bin]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "unet/config.json; \"class_embed_type\": null; \"class_embed_type\": \"timestep\"",
        "unet/config.json; \"sample_size\": 8; \"sample_size\": 12",
        "unet/config.json; \"cross_attention_dim\": 24; \"cross_attention_dim\": 32",
        "unet/config.json; \"norm_num_groups\": 8; \"norm_num_groups\": 12",
        "unet/config.json; \"transformer_layers_per_block\": 1; \"transformer_layers_per_block\": 2",
        "vae/config.json; \"latent_channels\": 4; \"latent_channels\": 16",
        "text_encoder/config.json; quick_gelu; relu",
        "scheduler/scheduler_config.json; PNDMScheduler; HeunDiscreteScheduler",
        "scheduler/scheduler_config.json; \"steps_offset\": 1; \"steps_offset\": 0",
        "scheduler/scheduler_config.json; scaled_linear; linear",
        "tokenizer/special_tokens_map.json; <|endoftext|>; ?",
        "model_index.json; StableDiffusionPipeline; StableDiffusionXLPipeline",
      })
  void shouldRefuseSettingsItCannotFollow(String file, String from, String to) throws IOException {
    // given
    String text = Files.readString(source.resolve(file));
    assertThat(text).contains(from);
    Files.writeString(source.resolve(file), text.replace(from, to));

    // when / then
    assertRefused("expected");
  }

  private void assertRefused(String problem) {
    assertThatThrownBy(() -> make(7.5, OnnxType.FLOAT32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
    assertThat(target).isEmptyDirectory();
  }

  private GeneratorPack make(double guidance, OnnxType storage) throws IOException {
    return GeneratorMaker.make(
        source, TinyPipeline.model(guidance), storage, target, ProgressListener.NONE);
  }

  private static void rename(Map<String, long[]> tensors, String from, String to) {
    Map<String, long[]> all = new TreeMap<>(tensors);
    tensors.clear();
    all.forEach((name, shape) -> tensors.put(name.replace(from, to), shape));
  }
}
