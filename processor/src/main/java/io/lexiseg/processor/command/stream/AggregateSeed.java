package io.lexiseg.processor.command.stream;

import io.lexiseg.processor.command.VersionHistory;
import io.lexiseg.processor.command.VocabularyAggregate;
import io.lexiseg.processor.command.stream.ToldTopics.Told;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.Takeover;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the stores with what the topics hold and they lack: a processor under a new application id,
 * or one whose changelog is lost, goes on where the last one stood.
 */
final class AggregateSeed {
  private static final Logger LOGGER = LoggerFactory.getLogger(AggregateSeed.class);

  private final ToldTopics topics;
  private final KeyValueStore<String, Vocabulary> vocabularies;
  private final KeyValueStore<String, CameraBinding> bindings;

  AggregateSeed(
      ToldTopics topics,
      KeyValueStore<String, Vocabulary> vocabularies,
      KeyValueStore<String, CameraBinding> bindings) {
    this.topics = topics;
    this.vocabularies = vocabularies;
    this.bindings = bindings;
  }

  /**
   * Fills what is missing; to be called before a command is decided. All is read before anything is
   * put, as putting begins a transaction, which may not last.
   */
  void fill() {
    boolean nothingKept = isEmpty(vocabularies);
    Map<String, Vocabulary> taken = newerVocabularies();
    Map<String, Told<CameraBinding>> told = topics.bindings();
    Map<String, Optional<CameraBinding>> cameras = newerBindings(told);
    if (taken.isEmpty() && cameras.isEmpty() && !nothingKept) {
      return;
    }
    Map<String, Told<VocabularyStatus>> answers = topics.answers();
    long replayed = topics.replayedCommands();
    int before = taken.size();
    for (Map.Entry<String, Told<VocabularyStatus>> answer : answers.entrySet()) {
      if (!taken.containsKey(answer.getKey()) && vocabularies.get(answer.getKey()) == null) {
        answer.getValue().value().ifPresent(last -> taken.put(answer.getKey(), gone(last)));
      }
    }
    cameras.forEach((camera, binding) -> bindings.put(camera, binding.orElse(null)));
    Map<String, List<CameraBinding>> bound = byVocabulary(told);
    taken.forEach(
        (id, vocabulary) -> {
          List<CameraBinding> own = bound.getOrDefault(id, List.of());
          Instant until = decidedUntil(vocabulary, own, Optional.ofNullable(answers.get(id)));
          vocabularies.put(id, taken(vocabulary, own, until, replayed));
        });
    if (!taken.isEmpty() || !cameras.isEmpty()) {
      LOGGER.warn(
          "state of vocabularies was lost or is new here, taken over from the topics: {} vocabularies,"
              + " {} known by their answers only, {} cameras; commands in front of offset {} that"
              + " were decided are not decided again",
          before,
          taken.size() - before,
          cameras.size(),
          replayed);
    }
  }

  private Map<String, Vocabulary> newerVocabularies() {
    Map<String, Vocabulary> newer = new LinkedHashMap<>();
    topics
        .vocabularies()
        .forEach(
            (id, told) ->
                newer(Optional.ofNullable(vocabularies.get(id)), told)
                    .ifPresent(vocabulary -> newer.put(id, vocabulary)));
    return newer;
  }

  /** What the topic knows and the store does not. */
  private static Optional<Vocabulary> newer(Optional<Vocabulary> kept, Told<Vocabulary> told) {
    if (told.value().isPresent()) {
      return told.value()
          .filter(one -> kept.isEmpty() || kept.get().getVersion() < one.getVersion());
    }
    return kept.filter(one -> !one.getCategories().isEmpty())
        .filter(one -> one.getChangedAt().isBefore(told.at()))
        .map(one -> deleted(one, told.at()));
  }

  private static Vocabulary deleted(Vocabulary kept, Instant at) {
    List<PastVersion> history = VersionHistory.after(kept, Optional.empty());
    return Vocabulary.newBuilder(kept)
        .setVersion(kept.getVersion() + 1)
        .setCategories(List.of())
        .setHistory(history)
        .setHistoryDepth(history.size())
        .clearBackground()
        .clearEffectiveFromMicros()
        .setChangedAt(at)
        .build();
  }

  /** A vocabulary that is deleted, or never was: its numbers go on. */
  private static Vocabulary gone(VocabularyStatus last) {
    return Vocabulary.newBuilder()
        .setVocabularyId(last.getVocabularyId())
        .setVersion(last.getVersion())
        .setCategories(List.of())
        .setChangedBy(Topics.ANSWERS)
        .setChangedAt(last.getReportedAt())
        .build();
  }

  private Map<String, Optional<CameraBinding>> newerBindings(
      Map<String, Told<CameraBinding>> told) {
    Map<String, Optional<CameraBinding>> newer = new LinkedHashMap<>();
    told.forEach(
        (camera, one) -> {
          Optional<CameraBinding> kept = Optional.ofNullable(bindings.get(camera));
          boolean news =
              kept.map(binding -> binding.getBoundAt().isBefore(one.at()))
                  .orElse(one.value().isPresent());
          if (news) {
            newer.put(camera, one.value());
          }
        });
    return newer;
  }

  private static Map<String, List<CameraBinding>> byVocabulary(
      Map<String, Told<CameraBinding>> told) {
    Map<String, List<CameraBinding>> bound = new LinkedHashMap<>();
    told.values().stream()
        .flatMap(one -> one.value().stream())
        .sorted(Comparator.comparing(CameraBinding::getBoundAt))
        .forEach(
            binding ->
                bound
                    .computeIfAbsent(binding.getVocabularyId(), id -> new ArrayList<>())
                    .add(binding));
    return bound;
  }

  private static Instant decidedUntil(
      Vocabulary vocabulary, List<CameraBinding> bound, Optional<Told<VocabularyStatus>> answer) {
    Instant until = vocabulary.getChangedAt();
    for (CameraBinding binding : bound) {
      until = later(until, binding.getBoundAt());
    }
    return later(
        until, answer.flatMap(Told::value).map(VocabularyStatus::getReportedAt).orElse(until));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  private static Vocabulary taken(
      Vocabulary vocabulary, List<CameraBinding> bound, Instant until, long replayed) {
    Set<String> commands = new LinkedHashSet<>(vocabulary.getRecentCommandIds());
    bound.stream()
        .filter(binding -> !binding.getBoundAt().isBefore(vocabulary.getChangedAt()))
        .forEach(binding -> commands.add(binding.getCommandId()));
    Vocabulary.Builder taken =
        Vocabulary.newBuilder(vocabulary)
            .clearRepeatedCommandId()
            .setRecentCommandIds(VocabularyAggregate.remembered(List.copyOf(commands)));
    return replayed == 0
        ? taken.clearTakeover().build()
        : taken.setTakeover(new Takeover(until, replayed)).build();
  }

  /**
   * Whether a command was decided before the vocabulary was taken over.
   *
   * @param offset of the command
   * @param at record time of the command
   */
  static boolean isDecided(Vocabulary vocabulary, long offset, Instant at) {
    return vocabulary
        .getTakeover()
        .filter(takeover -> offset < takeover.getCommandsEnd())
        .filter(takeover -> !at.isAfter(takeover.getDecidedUntil()))
        .isPresent();
  }

  /**
   * Whether commands are still to be read that may have been decided before the vocabulary was
   * taken over.
   *
   * @param offset that is read now
   */
  static boolean mayComeAgain(Vocabulary vocabulary, long offset) {
    return vocabulary
        .getTakeover()
        .filter(takeover -> offset < takeover.getCommandsEnd() - 1)
        .isPresent();
  }

  private static boolean isEmpty(KeyValueStore<String, ?> store) {
    try (KeyValueIterator<String, ?> all = store.all()) {
      return !all.hasNext();
    }
  }
}
