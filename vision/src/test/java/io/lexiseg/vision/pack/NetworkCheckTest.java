package io.lexiseg.vision.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.pack.onnx.OnnxSignature;
import io.lexiseg.vision.pack.random.TinyPack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkCheckTest {
  private static final String WEIGHTS = "dense.onnx.data";

  private static final int SMALL_BYTES = 1000;

  @TempDir Path folder;

  @BeforeEach
  void writePack() {
    TinyPack.write(folder, 3);
  }

  @Test
  void shouldFindNothingWrongWithAGoodPack() {
    // when, then
    assertThat(ModelPack.load(folder).networkProblems()).isEmpty();
    ModelPack.load(folder).check();
  }

  @Test
  void shouldReadWhatANetworkDeclares() {
    // when
    OnnxSignature signature = OnnxSignature.read(folder.resolve("text.onnx"));

    // then
    assertThat(signature.inputs().toString()).isEqualTo("{input_ids=INT32 [?, 77]}");
    assertThat(signature.outputs().toString()).isEqualTo("{text_embeds=FLOAT [?, 32]}");
    assertThat(signature.externalBytes()).isEmpty();
  }

  @Test
  void shouldRunWithWeightsInAnotherFile() throws IOException {
    // given
    givenExternalWeights();
    reseal();

    // when
    ModelPack pack = ModelPack.load(folder);

    // then
    pack.check();
    DjlEncoders.open(pack, InferenceOptions.cpu(1)).close();
  }

  @Test
  void shouldReportAllProblemsAtOnce() throws IOException {
    // given a short file of weights, a file that is no network, another element type
    givenExternalWeights();
    reseal();
    byte[] weights = Files.readAllBytes(folder.resolve(WEIGHTS));
    Files.write(folder.resolve(WEIGHTS), Arrays.copyOf(weights, weights.length - 5));
    Files.writeString(folder.resolve("image.onnx"), "not a network");
    Path description = folder.resolve(ModelPack.FILE_NAME);
    Files.writeString(description, Files.readString(description).replace("int32", "int64"));

    // when, then
    assertThatThrownBy(() -> ModelPack.load(folder).check())
        .isInstanceOf(InvalidPackException.class)
        .hasMessageContaining(
            "dense.onnx.data: expected %d bytes, got %d", weights.length, weights.length - 5)
        .hasMessageContaining("image.onnx: expected 619702 bytes, got 13")
        .hasMessageContaining(
            "weights dense.onnx.data: expected at least %d bytes, got %d",
            weights.length, weights.length - 5)
        .hasMessageContaining("image.onnx: expected a network in ONNX format, got: ")
        .hasMessageContaining("input input_ids: expected INT64 [?, 77], got INT32 [?, 77]");
  }

  @Test
  void shouldReportWeightsThatThePackDoesNotList() throws IOException {
    // given
    givenExternalWeights();

    // when, then
    assertThat(ModelPack.load(folder).networkProblems())
        .singleElement()
        .asString()
        .contains("weights: expected one of the pack's files, got dense.onnx.data");
  }

  @Test
  void shouldReportAFileThatEndsEarly() throws IOException {
    // given
    byte[] network = Files.readAllBytes(folder.resolve("dense.onnx"));
    Files.write(folder.resolve("dense.onnx"), Arrays.copyOf(network, network.length / 2));

    // when, then
    assertThat(ModelPack.load(folder).networkProblems())
        .singleElement()
        .asString()
        .contains("dense.onnx: expected a network in ONNX format, got: ");
  }

  /** Moves the dense network's weights to a file beside it, as exporters of large networks do. */
  private void givenExternalWeights() throws IOException {
    Path file = folder.resolve("dense.onnx");
    ModelProto model = ModelProto.parseFrom(Files.readAllBytes(file));
    GraphProto.Builder graph = model.getGraph().toBuilder().clearInitializer();
    ByteArrayOutputStream weights = new ByteArrayOutputStream();
    for (TensorProto tensor : model.getGraph().getInitializerList()) {
      ByteString bytes = tensor.getRawData();
      if (bytes.size() < SMALL_BYTES) { // shapes have to stay where they are
        graph.addInitializer(tensor);
        continue;
      }
      graph.addInitializer(
          tensor.toBuilder()
              .clearRawData()
              .setDataLocation(TensorProto.DataLocation.EXTERNAL)
              .addExternalData(entry("location", WEIGHTS))
              .addExternalData(entry("offset", weights.size()))
              .addExternalData(entry("length", bytes.size())));
      bytes.writeTo(weights);
    }
    Files.write(file, model.toBuilder().setGraph(graph).build().toByteArray());
    Files.write(folder.resolve(WEIGHTS), weights.toByteArray());
  }

  private void reseal() throws IOException {
    PackSeal.seal(folder, Files.readString(folder.resolve(ModelPack.FILE_NAME)));
  }

  private static StringStringEntryProto entry(String key, Object value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value.toString()).build();
  }
}
