package io.lexiseg.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TopicsTest {

  @Test
  void shouldLetADeadLetterHoldTheLargestFrame() {
    // when
    int frame = maxBytes(Topics.FRAMES);
    int deadLetter = maxBytes(Topics.DEAD_LETTERS);

    // then
    assertThat(frame).isEqualTo(16 * 1024 * 1024);
    assertThat(deadLetter).isGreaterThan(frame);
  }

  @Test
  void shouldPartitionEverythingOfACameraAlike() {
    assertThat(Topics.all())
        .filteredOn(
            topic -> topic.name().matches("frames|masks|mask-statistics|frame-drops|zone-events"))
        .hasSize(5)
        .extracting(TopicDefinition::partitions)
        .containsOnly(Topics.definition(Topics.FRAMES).partitions());
  }

  @Test
  void shouldCompactState() {
    assertThat(Topics.all())
        .filteredOn(topic -> "compact".equals(topic.config().get("cleanup.policy")))
        .extracting(TopicDefinition::name)
        .containsExactlyInAnyOrder(
            "vocabularies",
            "exemplars",
            "vocabulary-status",
            "camera-bindings",
            "camera-zones",
            "zone-answers",
            "prototype-status");
  }

  @Test
  void shouldReadWhatIsSaidOfPrototypesInOneOrder() {
    assertThat(Topics.definition(Topics.PROTOTYPE_STATUS).partitions())
        .isEqualTo(Topics.definition(Topics.VOCABULARY_STATUS).partitions())
        .isEqualTo(Topics.definition(Topics.VOCABULARY_COMMANDS).partitions())
        .isEqualTo(1);
  }

  @Test
  void shouldNotCompressFrames() {
    assertThat(Topics.definition(Topics.FRAMES).config())
        .containsEntry("compression.type", "uncompressed");
  }

  @Test
  void shouldNameTheKnownTopicsWhenOneIsUnknown() {
    assertThatThrownBy(() -> Topics.definition("frame"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("frames")
        .hasMessageContaining("got 'frame'");
  }

  private static int maxBytes(String topic) {
    return Integer.parseInt(Topics.definition(topic).config().get("max.message.bytes"));
  }
}
