package io.lexiseg.lab.ablation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.superpixel.FormulaPicture;
import io.lexiseg.vision.superpixel.LabelMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompactWatershedTest {

  /** Made by {@code src/test/python/watershed_goldens.py} with scikit-image 0.26.0. */
  static List<String> goldens() {
    try (InputStream in = CompactWatershedTest.class.getResourceAsStream("watershed-goldens.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void shouldGiveTheLabelsOfScikitImage(String golden) {
    // given
    String[] cells = golden.split(",", -1);
    int[] numbers = Arrays.stream(cells, 0, 6).mapToInt(Integer::parseInt).toArray();
    RgbImage picture =
        FormulaPicture.of(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    WatershedParameters parameters =
        new WatershedParameters(numbers[5], Double.parseDouble(cells[6]));

    // when
    LabelMap labels = new CompactWatershed(parameters).segment(picture);

    // then
    assertThat(labels.regions()).isEqualTo(Integer.parseInt(cells[7]));
    assertThat(checksum(labels)).isEqualTo(Long.parseLong(cells[8], 16));
  }

  private static long checksum(LabelMap labels) {
    ByteBuffer bytes =
        ByteBuffer.allocate(labels.labels().length * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(labels.labels());
    CRC32 crc = new CRC32();
    crc.update(bytes.array());
    return crc.getValue();
  }
}
