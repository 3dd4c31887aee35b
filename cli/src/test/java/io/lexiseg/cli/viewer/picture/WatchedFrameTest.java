package io.lexiseg.cli.viewer.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.output.Records;
import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.schemas.MaskPolygon;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

class WatchedFrameTest {
  @Test
  void shouldTellValuesThatAByteDoesNotHold() throws Exception {
    // given
    WatchedFrame frame = frame(mask(2, 3, 0, 1, 255, 256, 300, 65_535));

    // when
    byte[] planes = inflated(frame.values().orElseThrow());

    // then: low bytes, then high bytes
    assertThat(planes).containsExactly(0, 1, 255, 0, 44, 255, 0, 0, 0, 1, 1, 255);
  }

  @Test
  void shouldDrawAsSmallAsIsWantedAndNeverLarger() {
    // given
    WatchedFrame frame = frame(mask(2, 4, 1, 1, 1, 1, 1, 1, 1, 1));

    // then
    assertThat(width(frame.overlay(2).orElseThrow())).isEqualTo(2);
    assertThat(width(frame.overlay(1000).orElseThrow())).isEqualTo(4);
    assertThat(width(frame.original().orElseThrow())).isEqualTo(4);
  }

  @Test
  void shouldShowNothingWhereMaskAndPictureDiffer() {
    // given
    SegmentationMask small = Records.mask("gate", 1, "road");
    WatchedFrame frame = new WatchedFrame(1, Records.frame(mask(2, 2, 1, 1, 1, 1)), small);

    // then
    assertThat(frame.overlay()).isEmpty();
    assertThat(frame.overlay(100)).isEmpty();
    assertThat(frame.original()).isEmpty();
    assertThat(frame.values()).isEmpty();
  }

  @Test
  void shouldShowAMaskOfAnyFormAndKeepItOutOfTheRecord() throws Exception {
    // given
    SegmentationMask polygons =
        SegmentationMask.newBuilder(Records.mask("gate", 1, "road"))
            .setEncoding(MaskEncoding.POLYGONS)
            .setData(ByteBuffer.allocate(0))
            .setPolygons(
                List.of(
                    MaskPolygon.newBuilder()
                        .setValue(1)
                        .setOuter(List.of(0, 0, 2, 0, 2, 2, 0, 2))
                        .build()))
            .build();

    // when
    WatchedFrame frame = frame(polygons);

    // then
    assertThat(inflated(frame.values().orElseThrow())).containsExactly(1, 1, 0, 1, 1, 0);
    assertThat(frame.overlay()).isPresent();
    assertThat(frame.record().has("polygons")).isFalse();
    assertThat(frame.record().has("rle")).isFalse();
    assertThat(frame.record().has("regions")).isTrue();
    assertThat(frame.sizeBytes()).isGreaterThan(frame(mask(2, 3, 1, 1, 0, 1, 1, 0)).sizeBytes());
  }

  private static WatchedFrame frame(SegmentationMask mask) {
    return new WatchedFrame(1, Records.frame(mask), mask);
  }

  private static SegmentationMask mask(int height, int width, int... values) {
    short[] all = new short[values.length];
    for (int i = 0; i < values.length; i++) {
      all[i] = (short) values[i];
    }
    return SegmentationMask.newBuilder(Records.mask("gate", 1, "road"))
        .setHeight(height)
        .setWidth(width)
        .setData(ByteBuffer.wrap(MaskPng.encode(Mask.of(height, width, all))))
        .build();
  }

  private static int width(byte[] jpeg) {
    return new ImageDecoder(DecodeLimits.STANDARD).decode(jpeg).width();
  }

  private static byte[] inflated(byte[] bytes) throws IOException {
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }
}
