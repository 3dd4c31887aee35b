package io.lexiseg.vision.region;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.mask.Mask;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

class ConnectedRegionsTest {
  @Test
  void shouldNumberRegionsByTheirFirstPixels() {
    // given
    Mask mask =
        Masks.of(
            "11.22", //
            "1..22", "1.11.", "111.3");

    // when
    ConnectedRegions regions = ConnectedRegions.of(mask);

    // then
    assertThat(drawn(regions))
        .containsExactly(
            "00.11", //
            "0..11", "0.00.", "000.2");
    assertThat(regions.count()).isEqualTo(3);
    assertThat(regions.value(1)).isEqualTo(2);
    assertThat(regions.pixels(0)).isEqualTo(9);
  }

  @Test
  void shouldNotConnectByCorners() {
    assertThat(drawn(ConnectedRegions.of(Masks.of("1.1", ".1.", "1.1"))))
        .containsExactly("0.1", ".2.", "3.4");
  }

  @Test
  void shouldJoinWhatMeetsLate() {
    assertThat(drawn(ConnectedRegions.of(Masks.of("1.1.2", "1.1.2", "111.2", "...22"))))
        .containsExactly("0.0.1", "0.0.1", "000.1", "...11");
  }

  @Test
  void shouldFindNoneWhereThereIsNoCategory() {
    assertThat(ConnectedRegions.of(Masks.of("...", "...")).count()).isZero();
  }

  @Test
  void shouldTellUnsignedValues() {
    assertThat(ConnectedRegions.of(Mask.of(1, 1, new short[] {(short) 65_535})).value(0))
        .isEqualTo(65_535);
  }

  @Test
  void shouldFindWhatOpenCvFindsCategoryByCategory() {
    Random random = new Random(3);
    for (int round = 0; round < 300; round++) {
      // given
      Mask mask = Masks.random(random);

      // when
      ConnectedRegions regions = ConnectedRegions.of(mask);

      // then
      thenIsAsOpenCvSays(mask, labels(regions));
    }
  }

  private static void thenIsAsOpenCvSays(Mask mask, int[] labels) {
    Map<String, Integer> mine = new HashMap<>();
    Map<Integer, String> theirs = new HashMap<>();
    for (int value = 1; value <= 6; value++) {
      int[] openCv = openCv(mask, value);
      for (int p = 0; p < labels.length; p++) {
        if (mask.values()[p] == value) {
          String name = value + ":" + openCv[p];
          mine.putIfAbsent(name, labels[p]);
          theirs.putIfAbsent(labels[p], name);
          assertThat(labels[p]).isNotNegative().isEqualTo(mine.get(name));
          assertThat(name).isEqualTo(theirs.get(labels[p]));
        }
      }
    }
  }

  @SuppressWarnings("try") // the scope works by being open
  private static int[] openCv(Mask mask, int value) {
    byte[] chosen = new byte[mask.values().length];
    for (int p = 0; p < chosen.length; p++) {
      chosen[p] = (byte) (mask.values()[p] == value ? 1 : 0);
    }
    try (PointerScope scope = new PointerScope()) {
      Mat in = new Mat(mask.height(), mask.width(), opencv_core.CV_8UC1, new BytePointer(chosen));
      Mat out = new Mat();
      opencv_imgproc.connectedComponents(in, out, 4, opencv_core.CV_32S);
      int[] labels = new int[chosen.length];
      new IntPointer(out.data()).get(labels);
      return labels;
    }
  }

  private static int[] labels(ConnectedRegions regions) {
    int[] labels = new int[regions.mask().values().length];
    for (int run = 0; run < regions.runs(); run++) {
      for (int p = regions.start(run); p < regions.start(run + 1); p++) {
        labels[p] = regions.region(run);
      }
    }
    return labels;
  }

  private static String[] drawn(ConnectedRegions regions) {
    int[] labels = labels(regions);
    int width = regions.mask().width();
    String[] rows = new String[regions.mask().height()];
    for (int y = 0; y < rows.length; y++) {
      StringBuilder row = new StringBuilder();
      for (int x = 0; x < width; x++) {
        int label = labels[y * width + x];
        row.append(label < 0 ? "." : String.valueOf(label));
      }
      rows[y] = row.toString();
    }
    return rows;
  }
}
