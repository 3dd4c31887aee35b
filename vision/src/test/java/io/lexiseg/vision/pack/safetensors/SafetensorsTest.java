package io.lexiseg.vision.pack.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.pack.safetensors.TensorFiles.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  @TempDir Path folder;

  @Test
  void shouldReadAPieceOfATensor() throws IOException {
    // given
    Path file = folder.resolve("a.safetensors");
    TensorFiles.write(file, Map.of("w", new Values(new float[] {1, 2, 3, 4, 5, 6}, 2, 3)));

    // when
    StoredTensor tensor = Safetensors.read(file).tensor("w").orElseThrow();
    float[] values = new float[2];
    tensor.values().read(3, values, 2);

    // then
    assertThat(tensor.shape()).containsExactly(2L, 3L);
    assertThat(values).containsExactly(4, 5);
  }

  @Test
  void shouldTransposeFromAnyPlace() throws IOException {
    // given
    Path file = folder.resolve("a.safetensors");
    TensorFiles.write(file, Map.of("w", new Values(new float[] {1, 2, 3, 4, 5, 6}, 2, 3)));

    // when
    float[] values = new float[4];
    StoredTensor tensor = Safetensors.read(file).tensor("w").orElseThrow();
    tensor.values().transposed(2, 3).read(1, values, 4);

    // then
    assertThat(values).containsExactly(4, 2, 5, 3); // of 1 4 2 5 3 6
  }

  @Test
  void shouldReadBothKindsOfSixteenBits() throws IOException {
    // given
    String half = TensorFiles.entry("F16", new long[] {2}, 0, 4);
    String brain = TensorFiles.entry("BF16", new long[] {2}, 4, 8);
    byte[] data = {0x00, 0x3c, 0x01, (byte) 0x80, (byte) 0x80, 0x3f, 0x49, (byte) 0xc0};
    Path file =
        TensorFiles.write(
            folder.resolve("a.safetensors"), "{\"h\":%s,\"b\":%s}".formatted(half, brain), data);

    // when
    Safetensors tensors = Safetensors.read(file);

    // then
    assertThat(values(tensors, "h", 2)).containsExactly(1, -0x1p-24f);
    assertThat(values(tensors, "b", 2)).containsExactly(1, -3.140625f);
  }

  @Test
  void shouldReadShardsThatAnIndexNames() throws IOException {
    // given
    TensorFiles.write(folder.resolve("1.safetensors"), Map.of("a", new Values(new float[] {1}, 1)));
    TensorFiles.write(folder.resolve("2.safetensors"), Map.of("b", new Values(new float[] {2}, 1)));
    Path index = givenIndex("\"a\":\"1.safetensors\",\"b\":\"2.safetensors\"");

    // when
    Safetensors tensors = Safetensors.read(index);

    // then
    assertThat(tensors.names()).containsExactly("a", "b");
    assertThat(values(tensors, "b", 1)).containsExactly(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'a':'1.safetensors','b':'1.safetensors'; tensor b: expected one in 1.safetensors, got none",
        "'z':'1.safetensors'; tensor z: expected one in 1.safetensors",
        "'a':'../1.safetensors'; names of files beside it",
        "'a':'/1.safetensors'; names of files beside it",
      })
  void shouldRefuseAnIndexThatDoesNotFitItsShards(String map, String problem) throws IOException {
    // given
    TensorFiles.write(folder.resolve("1.safetensors"), Map.of("a", new Values(new float[] {1}, 1)));
    Path index = givenIndex(map.replace('\'', '"'));

    // when / then
    assertThatThrownBy(() -> Safetensors.read(index))
        .isInstanceOf(MalformedTensorsException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void shouldRefuseShardsWithTensorsThatTheIndexLacks() throws IOException {
    // given
    TensorFiles.write(
        folder.resolve("1.safetensors"),
        Map.of("a", new Values(new float[] {1}, 1), "b", new Values(new float[] {1}, 1)));
    Path index = givenIndex("\"a\":\"1.safetensors\"");

    // when / then
    assertThatThrownBy(() -> Safetensors.read(index))
        .hasMessageContaining("tensor b in 1.safetensors: expected it in the index, got none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}; JSON that names each tensor once",
        "[1]; expected a JSON object",
        "{'a':{'dtype':'F31','shape':[2],'data_offsets':[0,8]}}; tensor a: expected a dtype of",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}; tensor a: expected 8 bytes",
        "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}; tensor a: expected a shape",
        "{'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,8]}}; tensor a: expected a shape",
        "{'a':{'dtype':'F32','data_offsets':[0,8]}}; tensor a: expected a shape",
        "{'a':{'dtype':'F32','shape':[4611686018427387904,4],'data_offsets':[0,8]}}; less than 2^63",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}; tensor a: expected 8 bytes",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0]}}; tensor a: expected data_offsets",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}; from byte 0, neither overlap nor gap",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}; as the header says",
        "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}}; as the header says",
      })
  void shouldRefuseAHeaderThatDoesNotDescribeItsFile(String header, String problem)
      throws IOException {
    // given
    Path file =
        TensorFiles.write(folder.resolve("a.safetensors"), header.replace('\'', '"'), new byte[8]);

    // when / then
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(MalformedTensorsException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void shouldRefuseOverlapsAndDuplicates() throws IOException {
    // given
    String first = TensorFiles.entry("F32", new long[] {1}, 0, 4);
    String second = TensorFiles.entry("F32", new long[] {1}, 2, 6);
    String twice = "{\"a\":%s,\"a\":%s}".formatted(first, first);
    String overlapping = "{\"a\":%s,\"b\":%s}".formatted(first, second);

    // when / then
    assertThatThrownBy(() -> Safetensors.read(given(twice, 4)))
        .hasMessageContaining("JSON that names each tensor once");
    assertThatThrownBy(() -> Safetensors.read(given(overlapping, 6)))
        .hasMessageContaining("tensor b: expected values from byte 4")
        .hasMessageContaining("got 2");
  }

  @Test
  void shouldRefuseLengthsBeyondTheFile() throws IOException {
    // given
    Path file = folder.resolve("a.safetensors");

    // when / then
    Files.write(file, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> Safetensors.read(file))
        .hasMessageContaining("at least 8 bytes, got 3");
    Files.write(file, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, '{', '}'});
    assertThatThrownBy(() -> Safetensors.read(file))
        .hasMessageContaining("header: expected a length of 2..2 bytes, got 18446744073709551615");
  }

  @Test
  void shouldNameTheValueThatIsNotFinite() throws IOException {
    // given
    Path file = folder.resolve("a.safetensors");
    TensorFiles.write(file, Map.of("w", new Values(new float[] {1, 2, Float.NaN}, 3)));
    StoredTensor tensor = Safetensors.read(file).tensor("w").orElseThrow();

    // when / then
    assertThatThrownBy(() -> tensor.values().read(1, new float[2], 2))
        .hasMessageContaining("tensor w, value 2: expected a finite number, got NaN");
  }

  @Test
  void shouldListIntegersButNotReadThem() throws IOException {
    // given
    String entry = TensorFiles.entry("I64", new long[] {1}, 0, 8);
    StoredTensor ids =
        Safetensors.read(given("{\"ids\":" + entry + "}", 8)).tensor("ids").orElseThrow();

    // when / then
    assertThatThrownBy(ids::values).hasMessageContaining("expected F32, F16 or BF16, got I64");
  }

  private Path given(String header, int bytes) throws IOException {
    return TensorFiles.write(folder.resolve("x.safetensors"), header, new byte[bytes]);
  }

  private Path givenIndex(String map) throws IOException {
    return Files.writeString(
        folder.resolve("m.safetensors.index.json"), "{\"weight_map\":{%s}}".formatted(map));
  }

  private static float[] values(Safetensors tensors, String name, int count) {
    float[] values = new float[count];
    tensors.tensor(name).orElseThrow().values().read(0, values, count);
    return values;
  }
}
