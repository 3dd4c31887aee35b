package io.lexiseg.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.processor.frame.FetchedFrames;
import io.lexiseg.processor.metric.ProcessorMetrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsSettingsTest {
  @Test
  void shouldAskForExactlyOnce() {
    // when
    Properties frames = frames(Map.of("guarantee", "exactly-once"));
    // then
    assertThat(new StreamsConfig(frames).getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))
        .isEqualTo("exactly_once_v2");
    assertThat(new StreamsConfig(frames).getMainConsumerConfigs("g", "c", 0))
        .containsEntry("isolation.level", "read_committed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"at-least-once", "exactly-once"})
  void shouldDecideOnCommandsExactlyOnceWhateverHoldsForFrames(String guarantee) {
    // when
    Properties commands =
        StreamsSettings.vocabulary(config(Map.of("guarantee", guarantee)), new ProcessorMetrics());
    // then
    assertThat(new StreamsConfig(commands).getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))
        .isEqualTo("exactly_once_v2");
    assertThat(new StreamsConfig(commands).getProducerConfigs("c"))
        .containsEntry("max.in.flight.requests.per.connection", 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"at-least-once", "exactly-once"})
  void shouldReadOnlyWhatIsCommitted(String guarantee) {
    // given
    ProcessorConfig config = config(Map.of("guarantee", guarantee));
    ProcessorMetrics metrics = new ProcessorMetrics();
    Properties frames = StreamsSettings.frames(config, metrics, new FetchedFrames());
    for (Properties settings : List.of(frames, StreamsSettings.vocabulary(config, metrics))) {
      // when
      StreamsConfig streams = new StreamsConfig(settings);
      // then
      assertThat(
              List.of(
                  streams.getMainConsumerConfigs("g", "c", 0),
                  streams.getRestoreConsumerConfigs("c"),
                  streams.getGlobalConsumerConfigs("c"),
                  StreamsSettings.consumer(config.kafka())))
          .allSatisfy(
              consumer -> assertThat(consumer).containsEntry("isolation.level", "read_committed"));
    }
  }

  @Test
  void shouldBoundBuffersByBytes() {
    // given
    Map<String, String> small =
        Map.of("threads", "2", "buffer.bytes", "24000000", "limit.bytes", "2000000");
    // when
    Map<String, Object> consumer =
        new StreamsConfig(frames(small)).getMainConsumerConfigs("g", "c", 0);
    // then
    assertThat(consumer)
        .containsEntry("fetch.max.bytes", 4_000_000)
        .containsEntry("max.partition.fetch.bytes", 4_000_000);
    assertThat(frames(small)).containsEntry("buffered.records.per.partition", 2);
  }

  @Test
  void shouldBufferAtLeastOneFrameHoweverLittleMemory() {
    // when
    Properties frames = frames(Map.of("threads", "64", "buffer.bytes", "1048576"));
    // then
    assertThat(frames).containsEntry("buffered.records.per.partition", 1);
  }

  @Test
  void shouldLetThePolicyLatestSeeManySmallFramesHoweverManyThreads() {
    // when
    Map<String, Object> consumer =
        new StreamsConfig(frames(Map.of("threads", "64"))).getMainConsumerConfigs("g", "c", 0);
    // then
    assertThat(consumer).containsEntry("max.poll.records", "1000");
    assertThat(consumer).containsEntry("fetch.max.bytes", 1_398_101);
  }

  @Test
  void shouldPollSoonAndWaitForNoFetchThatLeavesOutAFullPartition() {
    // when
    Map<String, Object> consumer =
        new StreamsConfig(frames(Map.of("kafka.max.poll.interval.ms", "600000")))
            .getMainConsumerConfigs("g", "c", 0);
    // then
    assertThat(consumer).containsEntry("max.poll.interval.ms", 40);
    assertThat(consumer).containsEntry("fetch.max.wait.ms", 50);
  }

  @Test
  void shouldLetFetchesOfTablesWaitAndClientPropertiesSayHowLongAll() {
    // when
    StreamsConfig shipped = new StreamsConfig(frames(Map.of()));
    StreamsConfig chosen = new StreamsConfig(frames(Map.of("kafka.fetch.max.wait.ms", "200")));
    // then
    assertThat(shipped.getGlobalConsumerConfigs("c")).doesNotContainKey("fetch.max.wait.ms");
    assertThat(shipped.getRestoreConsumerConfigs("c")).containsEntry("fetch.max.wait.ms", 50);
    assertThat(chosen.getGlobalConsumerConfigs("c")).containsEntry("fetch.max.wait.ms", "200");
    assertThat(chosen.getMainConsumerConfigs("g", "c", 0))
        .containsEntry("fetch.max.wait.ms", "200");
  }

  @Test
  void shouldLetSlowRecordsPollSoonAndQuickOnesShareACommit() {
    // when
    StreamsConfig slow = new StreamsConfig(slow(Map.of("kafka.max.poll.interval.ms", "600000")));
    // then
    assertThat(slow.getMainConsumerConfigs("g", "c", 0))
        .containsEntry("max.poll.interval.ms", 2000);
    assertThat(slow.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)).isEqualTo(500);
    assertThat(slow.getProducerConfigs("c")).containsEntry("linger.ms", "100");
  }

  @Test
  void shouldLetClientPropertiesSayHowOftenSlowRecordsAreCommitted() {
    // when
    StreamsConfig slow =
        new StreamsConfig(
            slow(Map.of("kafka.commit.interval.ms", "50", "kafka.producer.linger.ms", "7")));
    // then
    assertThat(slow.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)).isEqualTo(50);
    assertThat(slow.getProducerConfigs("c")).containsEntry("linger.ms", "7");
  }

  @Test
  void shouldGiveEachThreadANameThatLasts() {
    // when
    Properties frames = frames(Map.of("instance.id", "plant-7"));
    // then
    assertThat(new StreamsConfig(frames).getMainConsumerConfigs("g", "c", 1))
        .containsEntry("group.instance.id", "plant-7-1");
  }

  @Test
  void shouldPassClientPropertiesOn() {
    // given
    ProcessorConfig config =
        config(
            Map.of(
                "kafka.security.protocol", "SSL",
                "kafka.producer.linger.ms", "7",
                "kafka.consumer.session.timeout.ms", "6000"));
    // when
    Map<String, Object> producer = StreamsSettings.producer(config.kafka());
    // then
    assertThat(producer)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "bootstrap.servers", "kafka:9092", "security.protocol", "SSL", "linger.ms", "7"));
  }

  private static Properties frames(Map<String, String> properties) {
    return StreamsSettings.frames(config(properties), new ProcessorMetrics(), new FetchedFrames());
  }

  private static Properties slow(Map<String, String> properties) {
    return StreamsSettings.slowService(
        config(properties).kafka(), "-slow", 1, Set.of(), new ProcessorMetrics());
  }

  private static ProcessorConfig config(Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(properties);
    all.put("bootstrap.servers", "kafka:9092");
    all.put("schema.registry.url", "mock://none");
    return ProcessorConfig.from(all);
  }
}
