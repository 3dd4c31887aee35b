package io.lexiseg.vision.encoder.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.lexiseg.vision.pack.Checksums;
import io.lexiseg.vision.pack.random.TinyPack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkHashTest {
  @TempDir private Path folder;

  @Test
  void shouldBeTheDigestOfAFileThatHoldsItsWeights() {
    Path network = TinyPack.write(folder, 1).dense().file();
    assertThat(NetworkHash.of(network)).isEqualTo(Checksums.sha256(network));
  }

  @Test
  void shouldChangeWithTheWeightsBesideTheFile() throws IOException {
    Path network = givenNetworkWithWeightsIn("weights.bin");
    Files.write(folder.resolve("weights.bin"), new byte[] {1, 2, 3, 4});
    String before = NetworkHash.of(network);
    Files.write(folder.resolve("weights.bin"), new byte[] {1, 2, 3, 5});
    assertThat(NetworkHash.of(network)).isNotEqualTo(before);
    Files.delete(folder.resolve("weights.bin"));
    assertThatThrownBy(() -> NetworkHash.of(network)).isInstanceOf(UncheckedIOException.class);
  }

  private Path givenNetworkWithWeightsIn(String location) throws IOException {
    TensorProto weights =
        TensorProto.newBuilder()
            .setName("w")
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(
                StringStringEntryProto.newBuilder().setKey("location").setValue(location))
            .build();
    GraphProto graph =
        GraphProto.newBuilder()
            .addInitializer(weights)
            .addOutput(ValueInfoProto.newBuilder().setName("y"))
            .build();
    Path file = folder.resolve("network.onnx");
    Files.write(file, ModelProto.newBuilder().setGraph(graph).build().toByteArray());
    return file;
  }
}
