package io.lexiseg.vision.superpixel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.image.RgbImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FelzenszwalbHuttenlocher2004Test {

  /** Made by {@code src/test/python/felzenszwalb_goldens.py} with scikit-image 0.26.0. */
  static List<String> goldens() {
    String name = "felzenszwalb-goldens.csv";
    try (InputStream in = FelzenszwalbHuttenlocher2004Test.class.getResourceAsStream(name)) {
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
    int[] numbers = Arrays.stream(cells, 0, 5).mapToInt(Integer::parseInt).toArray();
    RgbImage picture =
        FormulaPicture.of(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    FelzenszwalbParameters parameters =
        new FelzenszwalbParameters(
            Double.parseDouble(cells[5]), Double.parseDouble(cells[6]), Integer.parseInt(cells[7]));

    // when
    LabelMap labels = new FelzenszwalbHuttenlocher2004(parameters).segment(picture);

    // then
    assertThat(labels.regions()).isEqualTo(Integer.parseInt(cells[8]));
    assertThat(checksum(labels)).isEqualTo(Long.parseLong(cells[9], 16));
  }

  @Test
  void shouldCutFourFlatQuarters() {
    // given: red, black over green, blue
    byte[] pixels = new byte[20 * 21 * 3];
    for (int i = 0; i < 20 * 21; i++) {
      boolean below = i / 21 >= 10;
      boolean right = i % 21 >= 10;
      int channel = below ? (right ? 2 : 1) : (right ? -1 : 0);
      if (channel >= 0) {
        pixels[i * 3 + channel] = (byte) 255;
      }
    }

    // when
    LabelMap labels = segment(RgbImage.of(20, 21, pixels), 1, 0, 20);

    // then
    assertThat(labels.regions()).isEqualTo(4);
    for (int i = 0; i < 20 * 21; i++) {
      int expected = (i / 21 >= 10 ? 2 : 0) + (i % 21 >= 10 ? 1 : 0);
      assertThat(labels.labels()[i]).isEqualTo(expected);
    }
  }

  @Test
  void shouldMergeSmallComponentsAlongTheLightestLinks() {
    // given: 0, 0.3 over 0.7, 1
    RgbImage image = greys(2, 2, 0, 77, 178, 255);

    // when
    LabelMap labels = segment(image, 0, 0, 2);

    // then
    assertThat(labels.labels()).containsExactly(0, 0, 1, 1);
  }

  @Test
  void shouldLeaveEveryPixelAloneWhenAllParametersAreZero() {
    // given
    RgbImage image = greys(2, 3, 1, 1, 1, 1, 9, 9);

    // when
    LabelMap labels = segment(image, 0, 0, 0);

    // then: no weight is strictly below a tolerance of 0
    assertThat(labels.labels()).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 50", "50, 1", "7, 5"})
  void shouldKeepAConstantImageWhole(int height, int width) {
    // given
    byte[] pixels = new byte[height * width * 3];
    Arrays.fill(pixels, (byte) 123);

    // when
    LabelMap labels = segment(RgbImage.of(height, width, pixels), 100, 1, 20);

    // then
    assertThat(labels.regions()).isEqualTo(1);
    assertThat(labels.labels()).hasSize(height * width).containsOnly(0);
  }

  @Test
  void shouldNumberSuperpixelsInRasterOrderWithoutGaps() {
    // given
    RgbImage image = FormulaPicture.of(99, 60, 80, 6, 10);

    // when
    LabelMap labels = segment(image, 50, 0.5, 5);

    // then
    int next = 0;
    for (int label : labels.labels()) {
      assertThat(label).isLessThanOrEqualTo(next);
      next = Math.max(next, label + 1);
    }
    assertThat(next).isEqualTo(labels.regions());
  }

  @Test
  void shouldLeaveNoSuperpixelBelowTheSmallestSize() {
    // given
    RgbImage image = FormulaPicture.of(98, 60, 80, 6, 40);

    // when
    LabelMap labels = segment(image, 5, 0, 30);

    // then
    int[] sizes = new int[labels.regions()];
    for (int label : labels.labels()) {
      sizes[label]++;
    }
    assertThat(Arrays.stream(sizes).min().orElseThrow()).isGreaterThanOrEqualTo(30);
  }

  @Test
  void shouldGiveTheSameWhateverWasCutBefore() {
    // given: one instance, images of several sizes, several threads
    FelzenszwalbHuttenlocher2004 shared =
        new FelzenszwalbHuttenlocher2004(new FelzenszwalbParameters(100, 1, 20));
    List<RgbImage> images =
        IntStream.range(0, 6)
            .mapToObj(i -> FormulaPicture.of(i, 20 + 9 * i, 70 - 8 * i, 3, 20))
            .toList();
    List<int[]> expected =
        images.stream().map(image -> segment(image, 100, 1, 20).labels()).toList();

    // when
    boolean same =
        IntStream.range(0, 120)
            .parallel()
            .allMatch(
                i ->
                    Arrays.equals(shared.segment(images.get(i % 6)).labels(), expected.get(i % 6)));

    // then
    assertThat(same).isTrue();
  }

  private static LabelMap segment(RgbImage image, double scale, double sigma, int minSize) {
    return new FelzenszwalbHuttenlocher2004(new FelzenszwalbParameters(scale, sigma, minSize))
        .segment(image);
  }

  private static RgbImage greys(int height, int width, int... values) {
    byte[] pixels = new byte[height * width * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) values[i / 3];
    }
    return RgbImage.of(height, width, pixels);
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
