package io.lexiseg.indexbuilder.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.indexbuilder.faiss.InvalidImportException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyArrayTest {
  @Test
  void shouldReadShapeAndNumbers() {
    // when
    NpyArray keys = NpyArray.parse(Samples.bytes("keys.npy"), "keys.npy");

    // then
    assertThat(keys.shape()).isEqualTo(List.of(24, 32));
    for (int row = 0; row < 24; row++) {
      double squares = 0;
      for (float component : Samples.key(row)) {
        squares += (double) component * component;
      }
      assertThat(squares).isCloseTo(1, within(1e-6)); // the script made them of unit norm
    }
  }

  @ParameterizedTest
  @CsvSource({"version3.npy, 0", "double.npy, 0", "half.npy, 2e-3"})
  void shouldReadEveryPrecision(String name, float tolerance) {
    // when
    NpyArray array = NpyArray.parse(Samples.bytes(name), name);

    // then: half precision keeps eleven bits
    assertThat(array.shape()).isEqualTo(List.of(64));
    assertThat(array.values()).containsExactly(Samples.prototype(0), within(tolerance));
  }

  @ParameterizedTest
  @CsvSource({
    "big-endian.npy,byte 11: expected little-endian floating-point numbers,found '>f4'",
    "integers.npy,byte 11: expected little-endian,found '<i8'",
    "objects.npy,byte 11: expected little-endian,found '|O'",
    "structured.npy,byte 11: expected little-endian,'<f4'",
    "transposed.npy,byte 10: expected fortran_order False,found True",
    "flat.index,byte 0: expected a NumPy array,'49 78 46 49'"
  })
  void shouldRefuseOtherArraysNamingTheByte(String name, String expected, String found) {
    assertThatThrownBy(() -> NpyArray.parse(Samples.bytes(name), name))
        .isInstanceOf(InvalidImportException.class)
        .hasMessageStartingWith(name + ": ")
        .hasMessageContaining(expected)
        .hasMessageContaining(found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"prototypes.npy", "version3.npy", "half.npy"})
  void shouldRefuseWhatIsCutShort(String name) {
    // given
    byte[] whole = Samples.bytes(name);

    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);

      // when, then
      assertThatThrownBy(() -> NpyArray.parse(cut, "cut"))
          .as("%d bytes", length)
          .isInstanceOf(InvalidImportException.class)
          .hasMessageMatching("(?s)cut: byte [0-9]+: expected .*, found .*");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<f4', 'fortran_order': False, 'shape': (999999999, 999999999, 999999999), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,), }",
        "{'descr': '<f4', 'fortran_order': False}",
        "{'descr': '<f4', 'shape': (1,)}",
        "{'fortran_order': False, 'shape': (1,)}",
        ""
      })
  void shouldRefuseHeadersThatLie(String header) {
    // given
    byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0};
    byte[] file = Arrays.copyOf(start, start.length + header.length() + 4);
    byte[] letters = header.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(letters, 0, file, start.length, letters.length);

    // when, then
    assertThatThrownBy(() -> NpyArray.parse(file, "array"))
        .isInstanceOf(InvalidImportException.class);
  }

  @Test
  void shouldReadAHeaderInAnyOrder() {
    // given
    String header = "{'shape':(1,),'fortran_order':True,'descr':'<f4'}";
    byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0};
    byte[] file = Arrays.copyOf(start, start.length + header.length() + 4);
    System.arraycopy(
        header.getBytes(StandardCharsets.US_ASCII), 0, file, start.length, header.length());
    file[file.length - 1] = 0x40;

    // when, then: 40000000 is the float 2
    assertThat(NpyArray.parse(file, "array").values()).containsExactly(2f);
  }
}
