package io.lexiseg.processor.topology;

import static io.lexiseg.processor.zone.TestZones.define;
import static io.lexiseg.processor.zone.TestZones.remove;
import static io.lexiseg.processor.zone.TestZones.whole;
import static io.lexiseg.recognition.category.TestRecords.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.CameraZones;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.ZoneAnswer;
import io.lexiseg.schemas.ZoneCommand;
import io.lexiseg.schemas.ZoneVerdict;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ZoneCommandsTest {
  private final CommandLog log = new CommandLog();
  private final TestInputTopic<String, ZoneCommand> commands =
      log.driver()
          .createInputTopic(
              Topics.ZONE_COMMANDS,
              new StringSerializer(),
              log.serdes().serde(ZoneCommand.class).serializer());
  private final TestOutputTopic<String, CameraZones> zones =
      output(Topics.CAMERA_ZONES, CameraZones.class);
  private final TestOutputTopic<String, ZoneAnswer> answers =
      output(Topics.ZONE_ANSWERS, ZoneAnswer.class);
  private final TestOutputTopic<String, byte[]> deadLetters =
      log.driver()
          .createOutputTopic(
              Topics.DEAD_LETTERS, new StringDeserializer(), new ByteArrayDeserializer());

  @AfterEach
  void close() {
    log.close();
  }

  private <T extends SpecificRecord> TestOutputTopic<String, T> output(
      String topic, Class<T> type) {
    return log.driver()
        .createOutputTopic(
            topic, new StringDeserializer(), log.serdes().serde(type).deserializer());
  }

  private ZoneAnswer send(ZoneCommand.Builder command) {
    commands.pipeInput(command.getCameraId(), command.build(), NOW);
    return answers.readValue();
  }

  @Test
  void shouldTellTheZonesOfEachCameraUnderItsId() {
    // when
    send(define("c-1", "gate", whole("door").build()));
    send(define("c-2", "yard", whole("lane").build()));
    ZoneAnswer answer = send(remove("c-3", "gate", "door"));

    // then
    assertThat(zones.readKeyValuesToList())
        .extracting(told -> told.key + " " + told.value.getVersion())
        .containsExactly("gate 1", "yard 1", "gate 2");
    assertThat(answer)
        .returns("gate", ZoneAnswer::getCameraId)
        .returns("c-3", ZoneAnswer::getCommandId)
        .returns(NOW, ZoneAnswer::getAnsweredAt);
  }

  @Test
  void shouldTellARepeatedCommandAgainAndRefusalsToTheIssuerAlone() {
    // given
    send(define("c-1", "gate", whole("door").build()));
    CameraZones first = zones.readValue();

    // when
    ZoneAnswer again = send(define("c-1", "gate", whole("other").build()));
    ZoneAnswer refused = send(remove("c-2", "gate", "none"));

    // then
    assertThat(again.getVerdict()).isEqualTo(ZoneVerdict.ACCEPTED);
    assertThat(refused.getVerdict()).isEqualTo(ZoneVerdict.REFUSED);
    assertThat(zones.readValuesToList()).containsExactly(first);
  }

  @Test
  void shouldSetAsideACommandUnderTheKeyOfAnotherCamera() {
    // when
    commands.pipeInput("yard", define("c-1", "gate", whole("door").build()).build(), NOW);

    // then
    assertThat(answers.isEmpty()).isTrue();
    assertThat(zones.isEmpty()).isTrue();
    assertThat(deadLetters.readValuesToList()).hasSize(1);
  }
}
