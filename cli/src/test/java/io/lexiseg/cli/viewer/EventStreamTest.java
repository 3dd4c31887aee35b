package io.lexiseg.cli.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexiseg.cli.client.Outcome;
import io.lexiseg.cli.output.Records;
import io.lexiseg.cli.viewer.camera.MovableClock;
import io.lexiseg.cli.viewer.vocabulary.VocabularyBoard;
import io.lexiseg.schemas.SegmentationMask;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private final MovableClock clock = new MovableClock();
  private final ViewerState state = new ViewerState(clock);
  private final EventStream stream =
      new EventStream(
          new ViewerServer.Content(state, new VocabularyBoard(), wish -> "none", zone -> "none"),
          "open");

  @Test
  void shouldTellEverythingAndThenWhatChanged() {
    // given
    show("gate", 1);
    show("yard", 2);

    // when
    ObjectNode first = stream.changes();
    ObjectNode nothing = stream.changes();
    show("gate", 3);
    ObjectNode second = stream.changes();

    // then
    assertThat(first.path("writes").asText()).isEqualTo("open");
    assertThat(first.path("cameras").properties()).hasSize(2);
    assertThat(first.path("cameras").path("gate").path("about").path("legend")).hasSize(1);
    assertThat(nothing).isEmpty();
    assertThat(second.properties()).extracting(Map.Entry::getKey).containsExactly("cameras");
    ObjectNode gate = (ObjectNode) second.path("cameras").path("gate");
    assertThat(gate.properties())
        .extracting(Map.Entry::getKey)
        .contains("picture", "masked")
        .doesNotContain("about");
    assertThat(second.path("cameras").has("yard")).isFalse();
  }

  @Test
  void shouldTellSomebodySlowTheLastStateAlone() {
    // given
    stream.changes();

    // when
    for (int frame = 1; frame <= 500; frame++) {
      show("gate", frame);
    }

    // then
    assertThat(stream.changes().path("cameras").path("gate").path("masked").asLong())
        .isEqualTo(500);
    assertThat(stream.changes()).isEmpty();
  }

  @Test
  void shouldTellSilenceWithoutAnythingHappening() {
    // given
    state.arrived("gate", 3, 1);
    stream.changes();

    // when
    clock.pass(Duration.ofSeconds(3));
    ObjectNode change = stream.changes();

    // then
    assertThat(change.path("answering").asText()).isEqualTo("SILENT");
    assertThat(change.path("cameras").path("gate").path("state").asText()).isEqualTo("UNANSWERED");
  }

  @Test
  void shouldTakeAQuarterOfTheBytesOfAskingForEverything() throws Exception {
    // given: eight cameras at two frames a second, a page that asks four times a second
    long asked = 0;
    long told = stream.withTime(stream.changes()).length;

    // when
    for (int quarter = 0; quarter < 80; quarter++) {
      clock.pass(Duration.ofMillis(250));
      for (int camera = 0; quarter % 2 == 0 && camera < 8; camera++) {
        show("camera-" + camera, quarter);
      }
      asked += new ObjectMapper().writeValueAsBytes(state.views()).length;
      ObjectNode changes = stream.changes();
      told += changes.isEmpty() ? 0 : stream.withTime(changes).length;
    }

    // then: without the headers of each answer
    System.out.printf("state of 8 cameras, 20 s: %d bytes asked for, %d told%n", asked, told);
    assertThat(told * 4).isLessThanOrEqualTo(asked);
  }

  private void show(String camera, long frame) {
    SegmentationMask mask = Records.mask(camera, frame, "road");
    state.arrived(camera, 3, frame);
    state.answered(new Outcome.Masked(mask));
    state.show(mask, Records.frame(mask));
  }
}
