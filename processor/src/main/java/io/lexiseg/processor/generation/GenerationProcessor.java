package io.lexiseg.processor.generation;

import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CategoryGeneration;
import io.lexiseg.schemas.CategorySupport;
import io.lexiseg.schemas.GenerationState;
import io.lexiseg.schemas.PrototypeRequest;
import io.lexiseg.schemas.RequestSetStatus;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Asks for prototypes of categories that the index knows too little, and tells where they stand.
 * What processors report on versions comes here, in the one task that decides on commands. It asks
 * and notes that it asked in one transaction, so a set is asked for once.
 */
public final class GenerationProcessor
    implements Processor<String, SpecificRecord, String, SpecificRecord> {
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);
  private static final Set<String> NO_PROCESSORS = Set.of(Topics.ANSWERS, Topics.GENERATION);

  private final GenerationRules rules;
  private final Names names;
  private @Nullable ProcessorContext<String, SpecificRecord> context;
  private @Nullable KeyValueStore<String, Vocabulary> vocabularies;
  private @Nullable KeyValueStore<String, RequestSetStatus> sets;
  private @Nullable KeyValueStore<String, VocabularyStatus> told;

  /**
   * Names in the topology.
   *
   * @param vocabularies store of the newest versions
   * @param sets store of where request sets stand
   * @param told store of what was told last of each vocabulary
   * @param requests sink of requests
   * @param statuses sink of what is told
   */
  public record Names(
      String vocabularies, String sets, String told, String requests, String statuses) {}

  /** Creates a processor for one task. */
  public GenerationProcessor(GenerationRules rules, Names names) {
    this.rules = rules;
    this.names = names;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> processorContext) {
    context = processorContext;
    vocabularies = processorContext.getStateStore(names.vocabularies());
    sets = processorContext.getStateStore(names.sets());
    told = processorContext.getStateStore(names.told());
    processorContext.schedule(LOOK_AGAIN, PunctuationType.WALL_CLOCK_TIME, this::askAgain);
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    if (record.value() instanceof VocabularyStatus status) {
      reported(status, record.timestamp());
    } else if (record.value() instanceof RequestSetStatus set) {
      progressed(set, record.timestamp());
    }
  }

  /** A processor serves a version, and says how well the index knows its categories. */
  private void reported(VocabularyStatus status, long nowMillis) {
    if (status.getState() != VocabularyState.READY
        || status.getSupport().isEmpty()
        || NO_PROCESSORS.contains(status.getInstanceId())) {
      return;
    }
    decide(status.getVocabularyId(), status, nowMillis);
  }

  private void decide(String vocabularyId, VocabularyStatus report, long nowMillis) {
    Vocabulary vocabulary = Objects.requireNonNull(vocabularies).get(vocabularyId);
    if (vocabulary == null || vocabulary.getVersion() != report.getVersion()) {
      return;
    }
    Optional<VocabularyStatus> before = Optional.ofNullable(told().get(vocabularyId));
    Map<String, CategorySupport> support = new HashMap<>();
    report.getSupport().forEach(one -> support.put(one.getCategory(), one));
    List<CategoryGeneration> generations = new ArrayList<>();
    for (Category category : vocabulary.getCategories()) {
      CategorySupport known = support.get(category.getName());
      if (GenerationRules.allows(category) && known != null) {
        generation(category, known, report, before, generations, nowMillis)
            .ifPresent(generations::add);
      }
    }
    if (before.isPresent() || !generations.isEmpty()) {
      tell(before, status(report, generations, nowMillis), nowMillis);
    }
  }

  private Optional<CategoryGeneration> generation(
      Category category,
      CategorySupport support,
      VocabularyStatus report,
      Optional<VocabularyStatus> before,
      List<CategoryGeneration> others,
      long nowMillis) {
    String name = category.getName();
    Optional<RequestSet> wanted = rules.wanted(category);
    if (wanted.isEmpty()) {
      return Optional.of(Progress.refused(name, "", "", "generate.generator is not set"))
          .filter(refused -> GenerationRules.lacks(support));
    }
    RequestSet set = wanted.get();
    RequestSetStatus known = sets().get(set.id());
    if (known != null) {
      boolean wasInUse = before.filter(status -> isInUse(status, set.id())).isPresent();
      return Optional.of(Progress.of(name, known, report.getIndexGeneration(), wasInUse));
    }
    if (!GenerationRules.lacks(support)) {
      return Optional.empty();
    }
    Optional<String> refusal = refusal(set, others, nowMillis);
    if (refusal.isPresent()) {
      String generator = set.target().generatorId();
      return Optional.of(Progress.refused(name, set.id(), generator, refusal.get()));
    }
    RequestSetStatus asked = ask(set, nowMillis);
    return Optional.of(Progress.of(name, asked, Optional.empty(), false));
  }

  private static boolean isInUse(VocabularyStatus status, String set) {
    return status.getGenerations().stream()
        .anyMatch(
            one -> one.getRequestSet().equals(set) && one.getState() == GenerationState.IN_USE);
  }

  private Optional<String> refusal(
      RequestSet set, List<CategoryGeneration> others, long nowMillis) {
    long categories =
        others.stream().filter(one -> one.getState() != GenerationState.REFUSED).count();
    if (categories >= rules.settings().mostCategories()) {
      return Optional.of(
          "limit: prototypes are made for %d categories of a vocabulary"
              .formatted(rules.settings().mostCategories()));
    }
    long since = nowMillis - Duration.ofHours(1).toMillis();
    long asked = set.captions().size();
    try (KeyValueIterator<String, RequestSetStatus> all = sets().all()) {
      while (all.hasNext()) {
        RequestSetStatus one = all.next().value;
        boolean counts = one.getRequestSet().startsWith(GenerationRules.ON_DEMAND);
        asked += counts && one.getSinceMillis() > since ? one.getAsked() : 0;
      }
    }
    return asked > rules.settings().mostPerHour()
        ? Optional.of(
            "limit: %d captions an hour; asked for again when there is room"
                .formatted(rules.settings().mostPerHour()))
        : Optional.empty();
  }

  private RequestSetStatus ask(RequestSet set, long nowMillis) {
    RequestSetStatus asked = Progress.asked(set, nowMillis);
    sets().put(asked.getRequestSet(), asked);
    for (PrototypeRequest request : set.requests(Instant.ofEpochMilli(nowMillis))) {
      forward(Topics.requestKey(request), request, names.requests(), nowMillis);
    }
    return asked;
  }

  /** A builder says where a set stands. */
  private void progressed(RequestSetStatus set, long nowMillis) {
    if (set.equals(sets().get(set.getRequestSet()))) {
      return;
    }
    sets().put(set.getRequestSet(), set);
    for (VocabularyStatus before : all()) {
      List<CategoryGeneration> generations =
          before.getGenerations().stream()
              .map(
                  one ->
                      one.getRequestSet().equals(set.getRequestSet())
                          ? Progress.of(
                              one.getCategory(),
                              set,
                              before.getIndexGeneration(),
                              one.getState() == GenerationState.IN_USE)
                          : one)
              .toList();
      tell(Optional.of(before), status(before, generations, nowMillis), nowMillis);
    }
  }

  /** What a limit stopped may have room now. */
  private void askAgain(long nowMillis) {
    for (VocabularyStatus before : all()) {
      if (before.getGenerations().stream()
          .anyMatch(one -> one.getState() == GenerationState.REFUSED)) {
        decide(before.getVocabularyId(), before, nowMillis);
      }
    }
  }

  private List<VocabularyStatus> all() {
    List<VocabularyStatus> all = new ArrayList<>();
    try (KeyValueIterator<String, VocabularyStatus> entries = told().all()) {
      entries.forEachRemaining(entry -> all.add(entry.value));
    }
    return all;
  }

  /** Its state is none that a processor reports: nobody takes it for an answer. */
  private static VocabularyStatus status(
      VocabularyStatus report, List<CategoryGeneration> generations, long nowMillis) {
    VocabularyStatus.Builder status =
        VocabularyStatus.newBuilder()
            .setVocabularyId(report.getVocabularyId())
            .setVersion(report.getVersion())
            .setInstanceId(Topics.GENERATION)
            .setState(VocabularyState.UNKNOWN)
            .setReportedAt(Instant.ofEpochMilli(nowMillis))
            .setSupport(report.getSupport())
            .setGenerations(generations);
    report.getIndexGeneration().ifPresent(status::setIndexGeneration);
    return status.build();
  }

  private void tell(Optional<VocabularyStatus> before, VocabularyStatus now, long nowMillis) {
    boolean same =
        before
            .map(one -> VocabularyStatus.newBuilder(one).setReportedAt(now.getReportedAt()).build())
            .filter(now::equals)
            .isPresent();
    if (!same) {
      told().put(now.getVocabularyId(), now);
      String key = Topics.statusKey(now.getVocabularyId(), Topics.GENERATION);
      forward(key, now, names.statuses(), nowMillis);
    }
  }

  private void forward(String key, SpecificRecord value, String sink, long timeMillis) {
    Objects.requireNonNull(context).forward(new Record<>(key, value, timeMillis), sink);
  }

  private KeyValueStore<String, RequestSetStatus> sets() {
    return Objects.requireNonNull(sets);
  }

  private KeyValueStore<String, VocabularyStatus> told() {
    return Objects.requireNonNull(told);
  }
}
