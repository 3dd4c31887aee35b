package io.lexiseg.cli.viewer.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.client.PublishedFrame;
import io.lexiseg.cli.output.Records;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameReference;
import io.lexiseg.schemas.SegmentationMask;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameMemoryTest {
  @Test
  void shouldStayWithinItsBytes() {
    // given
    FrameMemory memory = new FrameMemory(50_000, 0);

    // when
    for (int frame = 0; frame < 100; frame++) {
      add(memory, frame % 10 == 0 ? "seldom" : "often", frame);
    }

    // then: whoever holds most gives away, and the newest of each stay
    assertThat(memory.sizeBytes()).isLessThanOrEqualTo(50_000);
    assertThat(frameIds(memory, "seldom")).endsWith(90L).hasSizeGreaterThan(2);
    assertThat(frameIds(memory, "often")).endsWith(99L).hasSizeGreaterThan(2);
  }

  @Test
  void shouldKeepTheNewestHoweverLargeItIs() {
    // given
    FrameMemory memory = new FrameMemory(1, 0);

    // when
    add(memory, "gate", 1);
    add(memory, "yard", 2);

    // then
    assertThat(memory.newest("gate")).isEmpty();
    assertThat(memory.newest("yard")).isPresent();
  }

  @Test
  void shouldFindFramesByNumbersThatRise() {
    // given
    FrameMemory memory = new FrameMemory(1 << 20, 700);

    // when
    add(memory, "gate", 5);
    add(memory, "gate", 6);

    // then
    assertThat(memory.frame("gate", 701)).isPresent();
    assertThat(memory.frame("gate", 702).orElseThrow().mask().getSource().getFrameId())
        .isEqualTo(6);
    assertThat(memory.frame("yard", 701)).isEmpty();
  }

  @Test
  void shouldNotRememberWhatLiesElsewhere() {
    // given
    SegmentationMask mask = Records.mask("gate", 1, "road");
    PublishedFrame here = Records.frame(mask);
    Frame elsewhere =
        Frame.newBuilder(here.frame())
            .setPayload(
                FrameReference.newBuilder()
                    .setUri("file:///pictures/1.jpg")
                    .setSha256("0".repeat(64))
                    .setSizeBytes(1)
                    .build())
            .build();

    // then
    assertThat(new FrameMemory(1 << 20, 0).add(new PublishedFrame(elsewhere, "1"), mask)).isEmpty();
  }

  private static void add(FrameMemory memory, String camera, long frame) {
    SegmentationMask mask = Records.mask(camera, frame, "road");
    assertThat(memory.add(Records.frame(mask), mask)).isPresent();
  }

  private static List<Long> frameIds(FrameMemory memory, String camera) {
    return memory.frames(camera).stream()
        .map(frame -> frame.mask().getSource().getFrameId())
        .toList();
  }
}
