package io.lexiseg.vision.pack.diffusers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexiseg.vision.encoder.djl.OnnxRuntimeEngine;
import io.lexiseg.vision.pack.Checksums;
import io.lexiseg.vision.pack.diffusers.TinyPipeline.Shape;
import io.lexiseg.vision.pack.generator.GeneratorPack;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.onnx.OnnxType;
import io.lexiseg.vision.pack.safetensors.Safetensors;
import io.lexiseg.vision.pack.safetensors.StoredTensor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Networks of the diffusers library 0.40.0 and of transformers 5.18.0 with weights by {@link
 * Formula}; what they compute was stored by {@code tools/diffusion/parity.py goldens}.
 */
class GeneratorParityTest {
  private static final int[] CHOSEN = {2, 5, 76};
  private static final int[] PROMPT = {49_406, 320, 2368, 525, 320, 2368, 49_407};

  @TempDir Path folder;

  /** What a network gave, by name. */
  record Outputs(Map<String, float[]> all) {
    float[] get(String name) {
      return Objects.requireNonNull(all.get(name), name);
    }
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void shouldAskForExactlyTheTensorsThatTheLibraryHas(Shape shape) throws Exception {
    // given
    Path source = TinyPipeline.write(folder, shape);
    JsonNode expected =
        JsonMapper.builder()
            .build()
            .readTree(resource("tensors.json").toFile())
            .path(shape.golden());

    // when / then
    assertThat(digest(TinyPipeline.text(source))).isEqualTo(expected.path("text").asText());
    assertThat(digest(TinyPipeline.denoiser(source))).isEqualTo(expected.path("denoiser").asText());
    assertThat(digest(TinyPipeline.decoder(source))).isEqualTo(expected.path("decoder").asText());
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void shouldComputeWhatTheLibraryComputes(Shape shape) throws Exception {
    // given
    Safetensors golden = Safetensors.read(resource(shape.golden() + ".safetensors"));
    GeneratorPack pack = givenPack(shape);

    // when
    Outputs text = text(pack);
    Outputs noise = denoiser(pack, shape, 2);
    Outputs image = decoder(pack, shape);

    // then: 32-bit sums in another order; values up to 4, shares up to 1
    assertClose(text.get("last_hidden_state"), golden, "last_hidden_state", 1e-5f);
    assertClose(noise.get("out_sample"), golden, "out_sample", 1e-4f);
    assertClose(image.get("image"), golden, "image", 1e-4f);
    for (String maps : pack.denoiser().maps()) {
      assertClose(chosen(noise.get(maps), maps), golden, maps, 1e-5f);
    }
  }

  private GeneratorPack givenPack(Shape shape) throws IOException {
    Path target = folder.resolve("pack");
    Files.createDirectory(target);
    GeneratorPack pack =
        GeneratorMaker.make(
            TinyPipeline.write(folder, shape),
            TinyPipeline.model(7.5),
            OnnxType.FLOAT32,
            target,
            ProgressListener.NONE);
    pack.check();
    return pack;
  }

  private static Outputs text(GeneratorPack pack) throws OrtException {
    OrtEnvironment environment = environment();
    IntBuffer ids = IntBuffer.wrap(Arrays.copyOf(PROMPT, 77));
    return run(
        pack.prompt().file(),
        Map.of("input_ids", OnnxTensor.createTensor(environment, ids, new long[] {1, 77})));
  }

  static Outputs denoiser(GeneratorPack pack, Shape shape, int rows) throws OrtException {
    float[] selection = new float[GeneratorMaker.WORDS * 77];
    for (int word = 0; word < CHOSEN.length; word++) {
      selection[word * 77 + CHOSEN[word]] = 1;
    }
    float[] times = new float[rows];
    Arrays.fill(times, 981);
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    inputs.put("sample", lastRows("sample", rows, 4, shape.side, shape.side));
    inputs.put("timestep", floats(times, rows));
    inputs.put("encoder_hidden_states", lastRows("encoder_hidden_states", rows, 77, shape.width));
    inputs.put("token_select", floats(selection, GeneratorMaker.WORDS, 77));
    return run(pack.denoiser().file(), inputs);
  }

  /** The last of two rows by formula. */
  private static OnnxTensor lastRows(String name, int rows, int... axes) throws OrtException {
    long[] shape = new long[axes.length + 1];
    shape[0] = 2;
    for (int i = 0; i < axes.length; i++) {
      shape[i + 1] = axes[i];
    }
    float[] both = Formula.normalLike(name, shape);
    shape[0] = rows;
    return floats(Arrays.copyOfRange(both, both.length / 2 * (2 - rows), both.length), shape);
  }

  private static Outputs decoder(GeneratorPack pack, Shape shape) throws OrtException {
    long[] axes = {1, 4, shape.side, shape.side};
    return run(
        pack.decoder().file(), Map.of("latent", floats(Formula.normalLike("latent", axes), axes)));
  }

  private static OnnxTensor floats(float[] values, long... shape) throws OrtException {
    return OnnxTensor.createTensor(environment(), FloatBuffer.wrap(values), shape);
  }

  private static OrtEnvironment environment() {
    new OnnxRuntimeEngine(1); // else DJL cannot start in this process any more
    return OrtEnvironment.getEnvironment();
  }

  private static Outputs run(Path file, Map<String, OnnxTensor> inputs) throws OrtException {
    Map<String, float[]> results = new LinkedHashMap<>();
    try (OrtSession session = environment().createSession(file.toString());
        OrtSession.Result result = session.run(inputs)) {
      for (Map.Entry<String, OnnxValue> output : result) {
        FloatBuffer values = ((OnnxTensor) output.getValue()).getFloatBuffer();
        float[] copy = new float[values.remaining()];
        values.get(copy);
        results.put(output.getKey(), copy);
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
    return new Outputs(results);
  }

  /** Of maps {@code [keys, words, side, side]} the words that were chosen. */
  private static float[] chosen(float[] maps, String name) {
    int side = Integer.parseInt(name.substring("maps_".length()));
    int cells = side * side;
    int keys = maps.length / cells / GeneratorMaker.WORDS;
    float[] result = new float[keys * CHOSEN.length * cells];
    for (int key = 0; key < keys; key++) {
      System.arraycopy(
          maps,
          key * GeneratorMaker.WORDS * cells,
          result,
          key * CHOSEN.length * cells,
          CHOSEN.length * cells);
    }
    return result;
  }

  private static void assertClose(float[] found, Safetensors golden, String name, float bound) {
    StoredTensor tensor = golden.tensor(name).orElseThrow();
    float[] expected = new float[Math.toIntExact(tensor.count())];
    tensor.values().read(0, expected, expected.length);
    assertThat(found).as(name).hasSameSizeAs(expected);
    float largest = 0;
    for (int i = 0; i < found.length; i++) {
      largest = Math.max(largest, Math.abs(found[i] - expected[i]));
    }
    assertThat(largest).as(name).isLessThanOrEqualTo(bound);
  }

  private static String digest(Map<String, long[]> shapes) {
    String lines =
        shapes.entrySet().stream()
            .map(tensor -> "%s %s\n".formatted(tensor.getKey(), Arrays.toString(tensor.getValue())))
            .sorted()
            .collect(Collectors.joining());
    return Checksums.sha256(lines.getBytes(StandardCharsets.UTF_8));
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(GeneratorParityTest.class.getResource(name), name).toURI());
  }
}
