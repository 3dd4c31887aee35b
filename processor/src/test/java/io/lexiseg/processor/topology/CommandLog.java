package io.lexiseg.processor.topology;

import static io.lexiseg.recognition.category.TestRecords.NOW;

import io.lexiseg.processor.command.ExemplarRules;
import io.lexiseg.processor.command.VocabularyAggregate;
import io.lexiseg.processor.command.VocabularyLimits;
import io.lexiseg.processor.command.stream.ToldTopics;
import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.processor.generation.GenerationRules;
import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.recognition.pipeline.ReferenceSettings;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** A vocabulary topology of its own, with what went in and came out. */
final class CommandLog implements AutoCloseable {
  /** Folder and size that references are held to. */
  static final ReferenceSettings REFERENCES =
      new ReferenceSettings(List.of(Path.of("/pictures")), 5000);

  private final AvroSerdes serdes = AvroSerdes.open("mock://" + UUID.randomUUID());
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, VocabularyCommand> commands;
  private final TestOutputTopic<String, Vocabulary> vocabularies;
  private final TestOutputTopic<String, Exemplar> exemplars;
  private final TestOutputTopic<String, CameraBinding> bindings;
  private final TestOutputTopic<String, VocabularyStatus> answers;

  CommandLog() {
    this(GenerationRules.none());
  }

  CommandLog(GenerationRules generation) {
    ProcessorMetrics metrics = new ProcessorMetrics();
    VocabularyAggregate aggregate =
        new VocabularyAggregate(
            new VocabularyLimits(100, 100),
            "default",
            Set.of("paper"),
            new ExemplarRules(REFERENCES));
    driver =
        new TopologyTestDriver(
            new VocabularyTopology(
                    serdes,
                    aggregate,
                    order -> Optional.empty(),
                    metrics,
                    ToldTopics.NONE,
                    generation)
                .get(),
            StreamsSettings.vocabulary(
                ProcessorConfig.from(
                    Map.of("bootstrap.servers", "none:1", "schema.registry.url", "mock://none")),
                metrics));
    commands =
        driver.createInputTopic(
            Topics.VOCABULARY_COMMANDS,
            new StringSerializer(),
            serdes.serde(VocabularyCommand.class).serializer());
    vocabularies = output(Topics.VOCABULARIES, Vocabulary.class);
    exemplars = output(Topics.EXEMPLARS, Exemplar.class);
    bindings = output(Topics.CAMERA_BINDINGS, CameraBinding.class);
    answers = output(Topics.VOCABULARY_STATUS, VocabularyStatus.class);
  }

  private <T extends SpecificRecord> TestOutputTopic<String, T> output(
      String topic, Class<T> type) {
    return driver.createOutputTopic(
        topic, new StringDeserializer(), serdes.serde(type).deserializer());
  }

  /** Sends a command and returns its answer. */
  VocabularyStatus send(VocabularyCommand command) {
    return send(command, NOW);
  }

  /** Sends a command in a record of that time. */
  VocabularyStatus send(VocabularyCommand command, Instant time) {
    commands.pipeInput(new TestRecord<>(command.getVocabularyId(), command, time));
    return answers.readValue();
  }

  VocabularyStatus send(VocabularyCommand.Builder command) {
    return send(command.build());
  }

  TopologyTestDriver driver() {
    return driver;
  }

  AvroSerdes serdes() {
    return serdes;
  }

  TestOutputTopic<String, Vocabulary> vocabularies() {
    return vocabularies;
  }

  TestOutputTopic<String, Exemplar> exemplars() {
    return exemplars;
  }

  TestOutputTopic<String, CameraBinding> bindings() {
    return bindings;
  }

  @Override
  public void close() {
    driver.close();
    serdes.close();
  }
}
