package io.lexiseg.cli.viewer.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.output.Records;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
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
