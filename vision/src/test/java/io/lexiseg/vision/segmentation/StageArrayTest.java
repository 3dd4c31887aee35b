package io.lexiseg.vision.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageArrayTest {
  @TempDir private Path folder;

  /** The bytes are those of numpy.save of the same array. */
  @Test
  void shouldWriteWhatNumPyWrites() throws IOException {
    // given
    StageArray array = StageArray.of("global-0", new float[] {0.5f, -2}, 2);

    // when
    array.writeTo(folder);

    // then
    byte[] file = Files.readAllBytes(folder.resolve("global-0.npy"));
    assertThat(HexFormat.of().formatHex(file, 0, 10)).isEqualTo("934e554d505901007600");
    assertThat(new String(file, 10, 118, StandardCharsets.US_ASCII))
        .isEqualTo(
            "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }" + " ".repeat(60) + "\n");
    assertThat(HexFormat.of().formatHex(file, 128, file.length)).isEqualTo("0000003f000000c0");
  }

  @Test
  void shouldKeepValuesOfEveryType() throws IOException {
    // given
    StageArray floats = StageArray.of("floats", new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
    StageArray ints = StageArray.of("ints", new int[] {-1, 70_000}, 1, 2);
    StageArray shorts = StageArray.of("shorts", new short[] {1, (short) 65_535}, 2);
    StageArray bytes = StageArray.of("bytes", new byte[] {0, (byte) 255}, 1, 2, 1);

    // when
    for (StageArray array : new StageArray[] {floats, ints, shorts, bytes}) {
      array.writeTo(folder);
    }

    // then
    assertThat(read("floats").shape()).containsExactly(3, 2);
    assertThat(read("floats").floats()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(read("ints").ints()).containsExactly(-1, 70_000);
    assertThat(read("shorts").type()).isEqualTo("<u2");
    assertThat(read("shorts").bytes().getShort(2)).isEqualTo((short) 65_535);
    assertThat(read("bytes").shape()).containsExactly(1, 2, 1);
    assertThat(read("bytes").bytes().get(1)).isEqualTo((byte) 255);
  }

  @Test
  void shouldRejectShapeThatDoesNotFit() {
    // when, then
    assertThatThrownBy(() -> StageArray.of("local-1", new float[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("local-1: expected 6 values for shape [2, 3], got 5");
  }

  private NpyFile read(String name) throws IOException {
    return NpyFile.read(folder.resolve(name + ".npy"));
  }
}
