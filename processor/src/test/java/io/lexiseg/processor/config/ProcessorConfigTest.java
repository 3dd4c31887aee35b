package io.lexiseg.processor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.processor.config.KafkaSettings.Guarantee;
import io.lexiseg.processor.http.HttpSettings;
import io.lexiseg.vision.encoder.engine.Computing;
import io.lexiseg.vision.encoder.engine.Device;
import io.lexiseg.vision.encoder.engine.EngineKind;
import io.lexiseg.vision.encoder.engine.Precision;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessorConfigTest {
  private static final Map<String, String> REQUIRED =
      Map.of("bootstrap.servers", "kafka:9092", "schema.registry.url", "http://registry:8081");

  @Test
  void shouldFillInDefaults() {
    // when
    ProcessorConfig config = ProcessorConfig.from(REQUIRED);
    // then
    int cores = Runtime.getRuntime().availableProcessors();
    assertThat(config.kafka().applicationId()).isEqualTo("lexiseg");
    assertThat(config.kafka().guarantee()).isEqualTo(Guarantee.AT_LEAST_ONCE);
    assertThat(config.kafka().instanceId()).isEmpty();
    assertThat(config.model().pack()).isEqualTo("lite");
    assertThat(config.model().index()).isEmpty();
    assertThat(config.model().profile()).isEmpty();
    assertThat(config.model().inference().device()).isEqualTo(Device.CPU);
    assertThat(config.model().inference().slots()).isEqualTo(cores);
    assertThat(config.frames())
        .isEqualTo(
            new FrameSettings(
                2 * cores,
                256 << 20,
                16 << 20,
                64_000_000,
                List.of(),
                Duration.ZERO,
                256 << 20,
                OptionalDouble.empty()));
    assertThat(config.vocabulary())
        .isEqualTo(
            new VocabularySettings(
                "default",
                1000,
                1000,
                128 << 20,
                Duration.ofSeconds(10),
                new VocabularySettings.Waiting(64 << 20, Duration.ofMinutes(10))));
    assertThat(config.http()).isEqualTo(new HttpSettings("127.0.0.1", 8082));
  }

  @Test
  void shouldReadEveryProperty() {
    // given
    Map<String, String> properties = new HashMap<>(REQUIRED);
    properties.putAll(
        Map.of(
            "frame.slowest", "3500",
            "camera.share", "0.25",
            "waiting.bytes", "5000",
            "waiting.time", "7"));
    properties.putAll(
        Map.of(
            "application.id", "plant-7",
            "instance.id", "plant-7-a",
            "guarantee", "exactly-once",
            "pack", "/packs/own",
            "index", "redis://redis:6379/coco",
            "index.follow", "7",
            "profile", "paper",
            "vocabulary.default", "street",
            "limit.categories", "50"));
    properties.putAll(Map.of("limit.vocabularies", "70", "limit.exemplar.bytes", "80"));
    properties.putAll(
        Map.of(
            "limit.bytes", "1000",
            "limit.pixels", "2000",
            "steady.bytes", "7000000",
            "reference.roots", "/a, /b",
            "threads", "3",
            "buffer.bytes", "2000000",
            "http.address", "0.0.0.0",
            "http.port", "0"));
    properties.putAll(
        Map.of(
            "inference.device", "cuda",
            "inference.slots", "5",
            "inference.threads", "2",
            "batch.size", "8",
            "batch.wait", "4",
            "kafka.security.protocol", "SSL",
            "registry.basic.auth.user.info", "a:b"));
    // when
    ProcessorConfig config = ProcessorConfig.from(properties);
    // then
    assertThat(config.kafka())
        .returns("kafka:9092", KafkaSettings::bootstrapServers)
        .returns("http://registry:8081", KafkaSettings::schemaRegistryUrl)
        .returns("plant-7", KafkaSettings::applicationId)
        .returns(Guarantee.EXACTLY_ONCE, KafkaSettings::guarantee)
        .returns(Map.of("security.protocol", "SSL"), KafkaSettings::clients)
        .returns(Map.of("basic.auth.user.info", "a:b"), KafkaSettings::registry);
    assertThat(config.kafka().instanceId()).contains("plant-7-a");
    assertThat(config.model().pack()).isEqualTo("/packs/own");
    assertThat(config.model().index()).contains("redis://redis:6379/coco");
    assertThat(config.model().profile()).contains("paper");
    assertThat(config.model().inference().device()).isEqualTo(Device.CUDA);
    assertThat(config.model().inference().slots()).isEqualTo(5);
    assertThat(config.model().inference().threadsPerSlot()).isEqualTo(2);
    assertThat(config.model().inference().batching().maxBatch()).isEqualTo(8);
    assertThat(config.model().inference().batching().maxWait()).isEqualTo(Duration.ofMillis(4));
    assertThat(config.frames())
        .isEqualTo(
            new FrameSettings(
                3,
                2_000_000,
                1000,
                2000,
                List.of(Path.of("/a"), Path.of("/b")),
                Duration.ofMillis(3500),
                7_000_000,
                OptionalDouble.of(0.25)));
    assertThat(config.vocabulary())
        .isEqualTo(
            new VocabularySettings(
                "street",
                50,
                70,
                80,
                Duration.ofSeconds(7),
                new VocabularySettings.Waiting(5000, Duration.ofSeconds(7))));
    assertThat(config.http()).isEqualTo(new HttpSettings("0.0.0.0", 0));
  }

  @Test
  void shouldComputeOnTheProcessorUnlessTold() {
    InferenceOptions options = ProcessorConfig.inference(Map.of());
    assertThat(options.computing()).isEqualTo(Computing.CPU);
    assertThat(options.slots()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(options.batching().maxBatch()).isEqualTo(1);
  }

  @Test
  void shouldComputeOnTheGpuWithTensorRt() {
    InferenceOptions options =
        ProcessorConfig.inference(
            Map.of("inference.engine", "tensorrt", "inference.precision", "fp32"));
    assertThat(options.computing())
        .isEqualTo(new Computing(EngineKind.TENSORRT, Device.CUDA, Precision.FP32));
    assertThat(options.slots()).isEqualTo(2);
    assertThat(options.batching().maxBatch()).isGreaterThanOrEqualTo(16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "cuda-tensorrt"})
  void shouldRefuseTensorRtOnAnotherDevice(String device) {
    Map<String, String> properties =
        Map.of("inference.engine", "tensorrt", "inference.device", device);
    assertThatThrownBy(() -> ProcessorConfig.inference(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "inference.device: expected auto or cuda with inference.engine=tensorrt, got '%s'"
                .formatted(device));
  }

  @Test
  void shouldNameAllProblemsAtOnce() {
    // given
    Map<String, String> properties =
        Map.of(
            "bootstrap.servers", " ",
            "guarantee", "maybe",
            "inference.device", "tpu",
            "threads", "many",
            "http.port", "70000",
            "application.id", "a b",
            "reference.roots", "relative/folder",
            "colour", "red",
            "kafka.isolation.level", "read_uncommitted",
            "kafka.producer.acks", "1");
    // when, then
    assertThatThrownBy(() -> ProcessorConfig.from(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "bootstrap.servers: expected a value, got none",
            "schema.registry.url: expected a value, got none",
            "guarantee: expected one of [at-least-once, exactly-once], got 'maybe'",
            "inference.device: expected one of [auto, cpu, cuda, cuda-tensorrt], got 'tpu'",
            "threads: expected a whole number 0..512, got 'many'",
            "http.port: expected a whole number 0..65535, got '70000'",
            "application.id: expected",
            "reference.roots: expected absolute folders, got 'relative/folder'",
            "colour: no such property",
            "kafka.isolation.level: expected to be left to the processor",
            "kafka.producer.acks: expected to be left to the processor");
  }

  @Test
  void shouldStandInTheReadme() throws IOException {
    // given
    String table =
        "| property | type | default | meaning |\n|---|---|---|---|\n"
            + Arrays.stream(ProcessorProperty.values())
                .map(ProcessorProperty::tableRow)
                .collect(Collectors.joining("\n"));
    // when
    String readme = Files.readString(Path.of("..", "README.md"));
    // then
    assertThat(readme).contains(table);
  }
}
