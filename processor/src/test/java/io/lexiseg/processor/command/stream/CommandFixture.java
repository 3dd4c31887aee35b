package io.lexiseg.processor.command.stream;

import static io.lexiseg.recognition.category.TestRecords.NOW;

import io.lexiseg.processor.command.ExemplarRules;
import io.lexiseg.processor.command.VocabularyAggregate;
import io.lexiseg.processor.command.VocabularyLimits;
import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.recognition.pipeline.ReferenceSettings;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.VocabularyCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;

/** A command processor with its stores, whose way to the topics may break. */
final class CommandFixture implements AutoCloseable {
  static final String VOCABULARIES = "vocabularies-sink";
  static final String EXEMPLARS = "exemplars-sink";
  static final String BINDINGS = "bindings-sink";
  static final String ANSWERS = "answers-sink";

  private static final String STORE = "aggregates";
  private static final String BOUND = "bound";

  private final AvroSerdes serdes = AvroSerdes.open("mock://" + UUID.randomUUID());
  private final BreakingContext context = new BreakingContext();
  private final Supplier<CommandProcessor> processors;
  private CommandProcessor processor;

  /** What was sent to a topic. */
  record Told(String sink, String key, Optional<SpecificRecord> value, Instant at) {}

  /** As thrown when the process ends between two sends. */
  static final class CrashException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  CommandFixture() {
    this(ToldTopics.NONE);
  }

  CommandFixture(ToldTopics topics) {
    this(topics, new VocabularyLimits(1000, 1000));
  }

  /** With other limits. */
  CommandFixture(VocabularyLimits limits) {
    this(ToldTopics.NONE, limits);
  }

  private CommandFixture(ToldTopics topics, VocabularyLimits limits) {
    var aggregate =
        new VocabularyAggregate(
            limits, "default", Set.of("paper"), new ExemplarRules(ReferenceSettings.NONE));
    processors =
        () ->
            new CommandProcessor(
                aggregate,
                order -> Optional.empty(),
                new ProcessorMetrics(),
                topics,
                new CommandProcessor.Names(
                    STORE, BOUND, VOCABULARIES, EXEMPLARS, BINDINGS, ANSWERS));
    processor = processors.get();
    store(STORE, io.lexiseg.schemas.Vocabulary.class);
    store(BOUND, io.lexiseg.schemas.CameraBinding.class);
    processor.init(context);
  }

  private <T extends SpecificRecord> void store(String name, Class<T> type) {
    StateStore store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name), Serdes.String(), serdes.serde(type))
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
  }

  /** Another processor of the same stores. */
  void restart() {
    processor = processors.get();
    processor.init(context);
  }

  /** Processes a command and returns what was told. */
  List<Told> send(VocabularyCommand command) {
    return sendAt(command, Long.MAX_VALUE, NOW);
  }

  /** As the other, of an offset and as many seconds. */
  List<Told> send(VocabularyCommand command, long offset) {
    return sendAt(command, offset, NOW.plusSeconds(offset));
  }

  List<Told> sendAt(VocabularyCommand command, long offset, Instant at) {
    context.told.clear();
    context.setRecordMetadata("vocabulary-commands", 0, offset);
    processor.process(new Record<>(command.getVocabularyId(), command, at.toEpochMilli()));
    return List.copyOf(context.told);
  }

  /** Processes a command and crashes after so many sends; the stores stay as they are then. */
  List<Told> sendAndCrash(VocabularyCommand command, int after) {
    context.left = after;
    try {
      send(command);
      throw new IllegalStateException("no crash");
    } catch (CrashException e) {
      return List.copyOf(context.told);
    } finally {
      context.left = Integer.MAX_VALUE;
    }
  }

  @Override
  public void close() {
    serdes.close();
  }

  private static final class BreakingContext extends MockProcessorContext<String, SpecificRecord> {
    private final List<Told> told = new ArrayList<>();
    private int left = Integer.MAX_VALUE;

    @Override
    public <K extends String, V extends SpecificRecord> void forward(
        Record<K, V> record, String sink) {
      if (left-- <= 0) {
        throw new CrashException();
      }
      told.add(
          new Told(
              sink,
              record.key(),
              Optional.ofNullable(record.value()),
              Instant.ofEpochMilli(record.timestamp())));
    }
  }
}
