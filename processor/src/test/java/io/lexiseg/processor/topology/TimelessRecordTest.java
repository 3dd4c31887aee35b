package io.lexiseg.processor.topology;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.define;
import static io.lexiseg.recognition.category.TestRecords.frame;
import static io.lexiseg.recognition.category.TestRecords.vocabulary;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.recognition.model.TestModels;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyCommand;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Records without a time, as old and raw clients send them. */
class TimelessRecordTest {
  private static final long NONE = -1;
  private static final byte[] NO_FRAME = "SECRET".repeat(1_000).getBytes(StandardCharsets.UTF_8);

  @Test
  void shouldSegmentFramesAndLogNoContent() throws Exception {
    LogLines log = LogLines.listen();
    try (var bench = FrameBench.of(TestModels.segmenter(), TestModels.resolver())) {
      // given
      bench.define(vocabulary("default", 1, "road"));
      bench.frames().pipeInput("camera-1", frame("camera-1", 1, 0), NOW);
      byte[] frame =
          bench
              .serdes()
              .serde(Frame.class)
              .serializer()
              .serialize(Topics.FRAMES, frame("camera-1", 2, 0));
      // when
      pipe(bench.driver(), Topics.FRAMES, "camera-1", frame);
      pipe(bench.driver(), Topics.FRAMES, "camera-1", NO_FRAME);
      // then
      List<TestRecord<String, SegmentationMask>> masks = bench.masks().readRecordsToList();
      assertThat(masks)
          .extracting(TestRecord::timestamp)
          .containsExactly(NOW.toEpochMilli(), NOW.toEpochMilli());
      assertThat(bench.deadLetters().readRecord().timestamp()).isNotNegative();
    } finally {
      assertThat(log.close()).noneMatch(line -> line.contains("SECRET") || line.length() > 5_000);
    }
  }

  @Test
  void shouldDecideOnCommands() throws Exception {
    try (CommandLog log = new CommandLog()) {
      // given
      byte[] command =
          log.serdes()
              .serde(VocabularyCommand.class)
              .serializer()
              .serialize(Topics.VOCABULARY_COMMANDS, define("a", "street", "road"));
      // when
      pipe(log.driver(), Topics.VOCABULARY_COMMANDS, "street", command);
      // then
      assertThat(log.vocabularies().readRecord().timestamp()).isNotNegative();
    }
  }

  /** The driver's own topics take no such record. */
  private static void pipe(TopologyTestDriver driver, String topic, String key, byte[] value)
      throws ReflectiveOperationException {
    Method raw =
        TopologyTestDriver.class.getDeclaredMethod(
            "pipeRecord", String.class, long.class, byte[].class, byte[].class, Headers.class);
    raw.setAccessible(true);
    raw.invoke(
        driver, topic, NONE, key.getBytes(StandardCharsets.UTF_8), value, new RecordHeaders());
  }
}
