package io.lexiseg.cli.viewer.vocabulary;

import io.lexiseg.cli.output.SupportRemarks;
import io.lexiseg.cli.vocabulary.VocabularyDifference;
import io.lexiseg.cli.vocabulary.VocabularyVersions;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CategoryGeneration;
import io.lexiseg.schemas.CategorySupport;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.EventTime;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.SupportLevel;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import io.lexiseg.vision.overlay.Palette;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the page knows of vocabularies: categories with their support, versions, who serves them,
 * which cameras use them, and what became of the last commands.
 *
 * <p><b>Threads:</b> safe.
 */
public final class VocabularyBoard {
  private static final int REMEMBERED_ANSWERS = 256;
  private static final int NEAREST = 2;

  /** Each may be followed by those behind it, as far as one command goes. */
  private static final List<VocabularyState> STATES =
      List.of(
          VocabularyState.UNKNOWN,
          VocabularyState.PENDING,
          VocabularyState.READY,
          VocabularyState.FAILED);

  private final PreviewShelf previews = new PreviewShelf();
  private final ThumbnailShelf thumbnails = new ThumbnailShelf();
  private final Map<String, Vocabulary> vocabularies = new TreeMap<>();
  private final Map<String, CameraBinding> bindings = new TreeMap<>();
  private final Map<String, Map<String, VocabularyStatus>> reports = new HashMap<>();
  private final Map<String, Map<String, CategorySupport>> support = new HashMap<>();
  private final Map<String, Map<String, CategoryGeneration>> generations = new HashMap<>();
  private final Map<String, AnswerView> answers = new LinkedHashMap<>();
  private long revision;

  /**
   * A category; {@code colour} as {@code #rrggbb}, {@code support} in small letters, {@code
   * generation}: where prototypes on demand stand, for people; empty: none were asked for; {@code
   * pictures}: its exemplars; {@code fields}: what describes it.
   */
  public record CategoryView(
      String name,
      String colour,
      String support,
      String nearest,
      String generation,
      List<PictureView> pictures,
      CategoryFields fields) {}

  /** An exemplar's id, and whether there is a small picture of it. */
  public record PictureView(String id, boolean shown) {}

  /** A version and what it changed; {@code from}: frames captured then or later; empty: any. */
  public record VersionView(
      int version, String changedBy, String changedAt, String change, String from) {}

  /**
   * What one processor last said of the newest version, and when; {@code seconds} it took, 0: not
   * known. Whether it still lives is another question.
   */
  public record InstanceView(
      String id, String state, String error, double seconds, String reportedAt) {}

  /** All of a vocabulary; versions newest first; warnings for people, about its names. */
  public record VocabularyView(
      String id,
      int version,
      List<CategoryView> categories,
      BackgroundFields background,
      List<VersionView> versions,
      List<BindingView> cameras,
      List<InstanceView> instances,
      List<String> warnings) {}

  /** What became of a command; {@code remarks}: which words an index hardly knows, for people. */
  public record AnswerView(String state, int version, String error, List<String> remarks) {}

  /** Previews that came lately. */
  public PreviewShelf previews() {
    return previews;
  }

  /**
   * What became different from a version to the newest, a line each; empty: nothing is known of
   * that version.
   */
  public synchronized Optional<List<String>> difference(String id, int version) {
    Optional<List<PastVersion>> all =
        Optional.ofNullable(vocabularies.get(id)).map(one -> VocabularyVersions.of(one).all());
    return all.flatMap(
        versions ->
            versions.stream()
                .filter(one -> one.getVersion() == version)
                .map(one -> VocabularyDifference.of(one, versions.get(versions.size() - 1)).lines())
                .findFirst());
  }

  /** Takes a version; none: the vocabulary is gone. */
  public synchronized void vocabulary(String id, @Nullable Vocabulary vocabulary) {
    revision++;
    if (vocabulary == null) {
      vocabularies.remove(id);
    } else {
      vocabularies.put(id, vocabulary);
    }
  }

  /** Takes a binding; none: the camera has none of its own any more. */
  public synchronized void binding(String cameraId, @Nullable CameraBinding binding) {
    revision++;
    if (binding == null) {
      bindings.remove(cameraId);
    } else {
      bindings.put(cameraId, binding);
    }
  }

  /** Takes a small picture of an exemplar, JPEG; empty: it is gone, or cannot be shown. */
  public synchronized void thumbnail(String exemplarId, Optional<byte[]> jpeg) {
    revision++;
    thumbnails.put(exemplarId, jpeg);
  }

  /** A small picture of an exemplar, JPEG; empty: there is none. */
  public synchronized Optional<byte[]> thumbnail(String exemplarId) {
    return thumbnails.jpeg(exemplarId);
  }

  /** Takes an answer to a command, or a processor's report. */
  public synchronized void report(VocabularyStatus status) {
    revision++;
    status.getCommandId().ifPresent(command -> answer(command, status));
    if (status.getInstanceId().equals(Topics.ANSWERS)) {
      return;
    }
    String id = status.getVocabularyId();
    if (status.getInstanceId().equals(Topics.GENERATION)) {
      generations.put(id, byCategory(status.getGenerations(), CategoryGeneration::getCategory));
      return;
    }
    reports.computeIfAbsent(id, key -> new TreeMap<>()).put(status.getInstanceId(), status);
    if (!status.getSupport().isEmpty()) {
      support.put(id, byCategory(status.getSupport(), CategorySupport::getCategory));
    }
  }

  private static <T> Map<String, T> byCategory(List<T> entries, Function<T, String> name) {
    return entries.stream().collect(Collectors.toMap(name, one -> one, (one, same) -> one));
  }

  /** A report is gone from the topic: its processor is not there any more. */
  public synchronized void reportGone(String key) {
    revision++;
    reports.forEach(
        (id, instances) ->
            instances.keySet().removeIf(instance -> Topics.statusKey(id, instance).equals(key)));
  }

  private void answer(String command, VocabularyStatus status) {
    AnswerView known = answers.get(command);
    if (known != null && rank(known.state()) > rank(status.getState().name())) {
      return; // what went wrong somewhere is not undone by success elsewhere
    }
    answers.put(
        command,
        new AnswerView(
            status.getState().name(),
            status.getVersion(),
            status.getError().orElse(""),
            SupportRemarks.of(status.getSupport())));
    if (answers.size() > REMEMBERED_ANSWERS) {
      answers.remove(answers.keySet().iterator().next());
    }
  }

  /**
   * A wish with what is known beside what the page says.
   *
   * @param tried what a PREVIEW tries: DEFINE, ADD or UPDATE
   */
  public synchronized VocabularyCommand.Builder completed(
      VocabularyCommand.Builder command, CommandAction tried) {
    Vocabulary known = vocabularies.get(command.getVocabularyId());
    return known == null ? command : WishCompletion.completed(known, command, tried);
  }

  private static int rank(String state) {
    return STATES.indexOf(VocabularyState.valueOf(state));
  }

  /** What became of a command that was asked for lately; empty: nothing yet. */
  public synchronized Optional<AnswerView> answer(String commandId) {
    return Optional.ofNullable(answers.get(commandId));
  }

  /** Rises whenever {@link #views} may have changed. */
  public synchronized long revision() {
    return revision;
  }

  /** All vocabularies by id. */
  public synchronized List<VocabularyView> views() {
    return vocabularies.values().stream().map(this::view).toList();
  }

  private VocabularyView view(Vocabulary vocabulary) {
    String id = vocabulary.getVocabularyId();
    List<CategoryView> categories = new ArrayList<>();
    Map<String, CategorySupport> known = support.getOrDefault(id, Map.of());
    Map<String, CategoryGeneration> made = generations.getOrDefault(id, Map.of());
    vocabulary
        .getCategories()
        .forEach(
            category ->
                categories.add(
                    view(
                        category,
                        categories.size() + 1,
                        Optional.ofNullable(known.get(category.getName())),
                        Optional.ofNullable(made.get(category.getName())))));
    return new VocabularyView(
        id,
        vocabulary.getVersion(),
        categories,
        BackgroundFields.of(VocabularyContent.of(vocabulary).background()),
        versions(vocabulary),
        cameras(id),
        instances(vocabulary),
        warnings(vocabulary));
  }

  /** What processors find odd about the newest version, each once. */
  private List<String> warnings(Vocabulary vocabulary) {
    return reports.getOrDefault(vocabulary.getVocabularyId(), Map.of()).values().stream()
        .filter(status -> status.getVersion() == vocabulary.getVersion())
        .flatMap(status -> status.getWarnings().stream())
        .distinct()
        .toList();
  }

  private CategoryView view(
      Category category,
      int value,
      Optional<CategorySupport> support,
      Optional<CategoryGeneration> generation) {
    String nearest =
        support.map(CategorySupport::getNearest).orElse(List.of()).stream()
            .limit(NEAREST)
            .map(key -> String.format(Locale.ROOT, "%s %.2f", key.getWord(), key.getScore()))
            .collect(Collectors.joining(", "));
    SupportLevel level = support.map(CategorySupport::getLevel).orElse(SupportLevel.UNKNOWN);
    return new CategoryView(
        category.getName(),
        Palette.hex(value),
        level.name().toLowerCase(Locale.ROOT),
        nearest + support.map(VocabularyBoard::contest).orElse(""),
        generation.map(VocabularyBoard::text).orElse(""),
        category.getExemplars().stream()
            .map(id -> new PictureView(id, thumbnails.has(id)))
            .toList(),
        CategoryFields.of(category));
  }

  /** Who competes with it, and whether it takes pixels at all. */
  private static String contest(CategorySupport support) {
    String aside =
        support.getAside().isEmpty()
            ? ""
            : "; does not compete with " + String.join(", ", support.getAside());
    String yields = support.getYieldsTo().map(word -> ", the same as " + word).orElse("");
    return aside + (support.getPainted() ? "" : "; not painted" + yields);
  }

  private static String text(CategoryGeneration generation) {
    String detail = generation.getDetail().map(": "::concat).orElse("");
    return switch (generation.getState()) {
      case ASKED -> "prototypes asked for" + detail;
      case MAKING ->
          "%d of %d drawn"
              .formatted(generation.getMade() + generation.getDropped(), generation.getAsked());
      case PUBLISHED -> "drawn, coming into use";
      case IN_USE -> "drawn on demand";
      case NOTHING -> "nothing could be drawn" + detail;
      case REFUSED -> "not drawn now" + detail;
      case FAILED -> "drawing failed" + detail;
      case UNKNOWN -> "";
    };
  }

  private static List<VersionView> versions(Vocabulary vocabulary) {
    VocabularyVersions versions = VocabularyVersions.of(vocabulary);
    List<VersionView> views = new ArrayList<>();
    for (PastVersion version : versions.all()) {
      views.add(
          new VersionView(
              version.getVersion(),
              version.getChangedBy(),
              version.getChangedAt().toString(),
              versions.difference(version.getVersion()),
              version
                  .getEffectiveFromMicros()
                  .map(micros -> EventTime.instant(micros).toString())
                  .orElse("")));
    }
    Collections.reverse(views);
    return views;
  }

  private List<BindingView> cameras(String vocabularyId) {
    return bindings.values().stream()
        .filter(binding -> binding.getVocabularyId().equals(vocabularyId))
        .map(BindingView::of)
        .toList();
  }

  /** Those that reported on the newest version; what is known of others may be long past. */
  private List<InstanceView> instances(Vocabulary vocabulary) {
    return reports.getOrDefault(vocabulary.getVocabularyId(), Map.of()).values().stream()
        .filter(status -> status.getVersion() == vocabulary.getVersion())
        .map(
            status ->
                new InstanceView(
                    status.getInstanceId(),
                    status.getState().name(),
                    status.getError().orElse(""),
                    status.getTimings().map(timings -> timings.getTotalMicros() / 1e6).orElse(0.0),
                    status.getReportedAt().toString()))
        .toList();
  }
}
