package io.lexiseg.processor.command.stream;

import io.lexiseg.processor.command.CameraBindings;
import io.lexiseg.processor.command.Decision;
import io.lexiseg.processor.command.KeptExemplars;
import io.lexiseg.processor.command.VocabularyAggregate;
import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.recognition.pipeline.RecordException;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Lets each command decide on its vocabulary and sends out what follows. */
public final class CommandProcessor
    implements Processor<String, VocabularyCommand, String, SpecificRecord> {
  /** Ids longer than this cannot even be repeated in an answer. */
  private static final int MAX_ANSWERED_LENGTH = 10_000;

  /** How commands are counted that were decided before the state was taken over. */
  private static final String DECIDED_BEFORE = "decided-before";

  private final VocabularyAggregate aggregate;
  private final Previews previews;
  private final ProcessorMetrics metrics;
  private final ToldTopics told;
  private final Names names;
  private Optional<VocabularyRoom> room = Optional.empty();
  private @Nullable ProcessorContext<String, SpecificRecord> context;
  private @Nullable KeyValueStore<String, Vocabulary> store;
  private @Nullable KeyValueStore<String, CameraBinding> bindings;

  /**
   * Names in the topology.
   *
   * @param store vocabularies by id
   * @param bound bindings by camera
   * @param vocabularies sink of versions
   * @param exemplars sink of exemplars
   * @param bindings sink of bindings
   * @param answers sink of answers
   */
  public record Names(
      String store,
      String bound,
      String vocabularies,
      String exemplars,
      String bindings,
      String answers) {}

  /**
   * Creates a processor for one task.
   *
   * @param told is read before the first command
   */
  public CommandProcessor(
      VocabularyAggregate aggregate,
      Previews previews,
      ProcessorMetrics metrics,
      ToldTopics told,
      Names names) {
    this.aggregate = aggregate;
    this.previews = previews;
    this.metrics = metrics;
    this.told = told;
    this.names = names;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> processorContext) {
    context = processorContext;
    store = processorContext.getStateStore(names.store());
    bindings = processorContext.getStateStore(names.bound());
    room = Optional.empty(); // what the stores lost with a transaction is taken over again
  }

  @Override
  public void process(Record<String, VocabularyCommand> record) {
    requireKey(record);
    KeyValueStore<String, Vocabulary> vocabularies = Objects.requireNonNull(store);
    KeyValueStore<String, CameraBinding> bound = Objects.requireNonNull(bindings);
    VocabularyRoom counted = seeded(vocabularies, bound);
    Optional<Vocabulary> current = Optional.ofNullable(vocabularies.get(record.key()));
    if (current.filter(vocabulary -> isDecided(vocabulary, record)).isPresent()) {
      metrics.command(DECIDED_BEFORE);
      return;
    }
    Decision decided =
        aggregate.decide(
            current,
            new StoredBindings(bound),
            record.value(),
            Instant.ofEpochMilli(record.timestamp()));
    Decision decision =
        decided
            .remembered()
            .flatMap(next -> refusal(next, decided, counted))
            .or(() -> decided.preview().flatMap(previews::offer))
            .map(error -> decided.refused(error, current.map(Vocabulary::getVersion).orElse(0)))
            .orElse(decided);
    decision.remembered().ifPresent(vocabulary -> keep(vocabulary, vocabularies, counted));
    decision.bindings().forEach((camera, binding) -> bound.put(camera, binding.orElse(null)));
    send(record, decision);
    forgetSurplus(record, vocabularies, counted);
    metrics.command(decision.answer().getState().name().toLowerCase(Locale.ROOT));
  }

  private Optional<String> refusal(Vocabulary next, Decision decided, VocabularyRoom counted) {
    return counted
        .refusal(next)
        .or(() -> aggregate.limits().exemplars().refusal(decided.exemplars()));
  }

  private static void keep(
      Vocabulary vocabulary, KeyValueStore<String, Vocabulary> vocabularies, VocabularyRoom room) {
    vocabularies.put(vocabulary.getVocabularyId(), vocabulary);
    room.kept(vocabulary);
  }

  /** Deleted vocabularies are remembered, but not without limit. */
  private void forgetSurplus(
      Record<?, ?> cause, KeyValueStore<String, Vocabulary> vocabularies, VocabularyRoom room) {
    for (Optional<String> id = room.surplus(); id.isPresent(); id = room.surplus()) {
      Vocabulary gone = Objects.requireNonNull(vocabularies.get(id.get()));
      if (AggregateSeed.mayComeAgain(gone, offset())) {
        return; // it knows which of its commands are decided
      }
      vocabularies.delete(id.get());
      room.forgotten(id.get());
      Map<String, Optional<Exemplar>> exemplars = new LinkedHashMap<>();
      KeptExemplars.of(gone).forEach(exemplar -> exemplars.put(exemplar, Optional.empty()));
      sendExemplars(cause, exemplars);
    }
  }

  /** In the transaction of a command, which is committed in any case. */
  private VocabularyRoom seeded(
      KeyValueStore<String, Vocabulary> vocabularies, KeyValueStore<String, CameraBinding> bound) {
    if (room.isEmpty()) {
      new AggregateSeed(told, vocabularies, bound).fill();
      room = Optional.of(new VocabularyRoom(aggregate.limits().vocabularies(), vocabularies));
    }
    return room.get();
  }

  private boolean isDecided(Vocabulary vocabulary, Record<String, VocabularyCommand> record) {
    return AggregateSeed.isDecided(vocabulary, offset(), Instant.ofEpochMilli(record.timestamp()));
  }

  private long offset() {
    return Objects.requireNonNull(context)
        .recordMetadata()
        .map(RecordMetadata::offset)
        .orElse(Long.MAX_VALUE);
  }

  private void send(Record<String, VocabularyCommand> record, Decision decision) {
    aggregate.limits().exemplars().accepted(decision.exemplars());
    sendExemplars(record, decision.exemplars());
    decision
        .told()
        .ifPresent(
            version -> {
              boolean gone = version.getCategories().isEmpty();
              forward(record, record.key(), gone ? null : version, names.vocabularies());
            });
    decision
        .bindings()
        .forEach(
            (camera, binding) -> forward(record, camera, binding.orElse(null), names.bindings()));
    String answerKey = Topics.statusKey(record.key(), Topics.ANSWERS);
    forward(record, answerKey, decision.answer(), names.answers());
  }

  private void sendExemplars(Record<?, ?> cause, Map<String, Optional<Exemplar>> changes) {
    Set<String> named = named(changes);
    changes.forEach(
        (id, exemplar) -> {
          if (exemplar.isPresent() || !named.contains(id)) {
            forward(cause, id, exemplar.orElse(null), names.exemplars());
          }
        });
  }

  /** Which exemplars that went are needed by any vocabulary. */
  private Set<String> named(Map<String, Optional<Exemplar>> changes) {
    Set<String> named = new HashSet<>();
    if (changes.values().stream().allMatch(Optional::isPresent)) {
      return named;
    }
    try (KeyValueIterator<String, Vocabulary> all = Objects.requireNonNull(store).all()) {
      all.forEachRemaining(entry -> named.addAll(KeptExemplars.of(entry.value)));
    }
    return named;
  }

  private void forward(
      Record<?, ?> cause, String key, @Nullable SpecificRecord value, String sink) {
    Objects.requireNonNull(context).forward(new Record<>(key, value, cause.timestamp()), sink);
  }

  /** Bindings as the store has them. */
  private record StoredBindings(KeyValueStore<String, CameraBinding> store)
      implements CameraBindings {
    @Override
    public Optional<CameraBinding> of(String cameraId) {
      return Optional.ofNullable(store.get(cameraId));
    }

    @Override
    public List<String> camerasOf(String vocabularyId) {
      List<String> cameras = new ArrayList<>();
      try (KeyValueIterator<String, CameraBinding> all = store.all()) {
        all.forEachRemaining(
            entry -> {
              if (entry.value.getVocabularyId().equals(vocabularyId)) {
                cameras.add(entry.key);
              }
            });
      }
      Collections.sort(cameras);
      return cameras;
    }
  }

  private static void requireKey(Record<String, VocabularyCommand> record) {
    if (record.value() == null || !record.value().getVocabularyId().equals(record.key())) {
      throw new RecordException.Malformed(
          "vocabulary command: expected the record key to be its vocabulary id, got key '%s' and %s"
              .formatted(
                  record.key(),
                  record.value() == null
                      ? "no value"
                      : "'" + record.value().getVocabularyId() + "'"));
    }
    requireAnswerable(record.value());
  }

  private static void requireAnswerable(VocabularyCommand command) {
    int longest = Math.max(command.getVocabularyId().length(), command.getCommandId().length());
    if (longest > MAX_ANSWERED_LENGTH) {
      throw new RecordException.Malformed(
          "vocabulary command: expected ids of at most %d characters, got %d"
              .formatted(MAX_ANSWERED_LENGTH, longest));
    }
  }
}
