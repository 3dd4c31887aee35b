package io.lexiseg.processor.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicCheckTest {
  @Test
  void shouldFindNothingWrongWithTopicsAsDefined() {
    assertThat(TopicCheck.problems(defined(), Map.of("app-changelog", 1 << 23), "k:1")).isEmpty();
  }

  @Test
  void shouldNameEverythingAndTheCommandsThatMendIt() {
    // given
    Map<String, Integer> found = defined();
    found.remove(Topics.MASKS);
    found.remove(Topics.FRAME_DROPS);
    found.put(Topics.DEAD_LETTERS, 1_048_588);
    // then
    assertThat(TopicCheck.problems(found, Map.of("app-changelog", 1000), "k:1"))
        .contains(
            """
            missing: masks, frame-drops
              dead-letters: expected max.message.bytes of at least 17039360, got 1048588
              app-changelog: expected max.message.bytes of at least 4194304, got 1000
            mend it with:
              ./lexiseg topics create --bootstrap k:1
              ./lexiseg topics create --alter --bootstrap k:1
              kafka-configs.sh --bootstrap-server k:1 --alter --entity-type topics\
             --entity-name app-changelog --add-config max.message.bytes=4194304""");
  }

  private static Map<String, Integer> defined() {
    Map<String, Integer> found = new HashMap<>();
    Topics.all()
        .forEach(
            topic ->
                found.put(topic.name(), Integer.valueOf(topic.config().get("max.message.bytes"))));
    return found;
  }
}
