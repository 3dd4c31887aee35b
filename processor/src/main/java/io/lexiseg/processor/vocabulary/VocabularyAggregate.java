package io.lexiseg.processor.vocabulary;

import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The rules by which commands change one vocabulary. The same commands in the same order give the
 * same state: no clock, no randomness, no other input.
 */
public final class VocabularyAggregate {
  /** Instance id of answers to commands; other reports carry the id of the process. */
  public static final String ANSWERS = "commands";

  /** How many commands back a repeated one is recognised. */
  private static final int REMEMBERED_COMMANDS = 1000;

  /** Leaves room for the ids of commands beside the words. */
  private static final int MAX_WORD_BYTES = Topics.MAX_VOCABULARY_BYTES / 2;

  private static final int MAX_ERROR_LENGTH = 4096;
  private static final int MAX_CAMERAS = 10_000;
  private static final int MAX_ID_LENGTH = 200;

  private final int maxCategories;
  private final Set<String> profiles;

  /**
   * Creates the rules.
   *
   * @param maxCategories most categories of a vocabulary
   * @param profiles names that bindings may use
   */
  public VocabularyAggregate(int maxCategories, Set<String> profiles) {
    this.maxCategories = maxCategories;
    this.profiles = Set.copyOf(profiles);
  }

  /**
   * Decides on a command.
   *
   * @param current the vocabulary so far
   * @param at record time of the command
   */
  Decision decide(Optional<Vocabulary> current, VocabularyCommand command, Instant at) {
    if (current.isPresent()
        && current.get().getRecentCommandIds().contains(command.getCommandId())) {
      return unchanged(accepted(current.get(), command, at));
    }
    try {
      requireId("command id", command.getCommandId());
      requireId("issuer", command.getIssuer());
      requireExpectedVersion(current, command);
      return switch (command.getAction()) {
        case DEFINE -> define(current, command, at);
        case BIND -> bind(current, command, at);
        case UNKNOWN ->
            throw new RefusedCommandException("action: expected one this version knows");
      };
    } catch (RefusedCommandException e) {
      return unchanged(refused(current, command, at, String.valueOf(e.getMessage())));
    }
  }

  private Decision define(Optional<Vocabulary> current, VocabularyCommand command, Instant at) {
    requireId("vocabulary id", command.getVocabularyId());
    List<Category> categories = CategoryRules.normalised(command.getCategories(), maxCategories);
    requireRoom(categories);
    Vocabulary next =
        Vocabulary.newBuilder()
            .setVocabularyId(command.getVocabularyId())
            .setVersion(current.map(Vocabulary::getVersion).orElse(0) + 1)
            .setCategories(categories)
            .setRecentCommandIds(commandIds(current, command))
            .setChangedBy(command.getIssuer())
            .setChangedAt(at)
            .build();
    return new Decision(Optional.of(next), true, List.of(), accepted(next, command, at));
  }

  private static void requireRoom(List<Category> categories) {
    long bytes = categories.stream().mapToLong(VocabularyAggregate::mostBytes).sum();
    if (bytes > MAX_WORD_BYTES) {
      throw new RefusedCommandException(
          "categories: expected at most %d bytes of words and templates, got up to %d"
              .formatted(MAX_WORD_BYTES, bytes));
    }
  }

  private static long mostBytes(Category category) {
    return Stream.of(
            Stream.of(category.getName()),
            category.getSynonyms().stream(),
            category.getTemplates().stream())
        .flatMap(Function.identity())
        .mapToLong(text -> 3L * text.length() + Integer.BYTES)
        .sum();
  }

  private Decision bind(Optional<Vocabulary> current, VocabularyCommand command, Instant at) {
    Vocabulary vocabulary =
        current.orElseThrow(
            () ->
                new RefusedCommandException(
                    "vocabulary %s: expected it to be defined first"
                        .formatted(command.getVocabularyId())));
    requireBindable(command);
    List<CameraBinding> bindings =
        command.getCameraIds().stream().map(camera -> binding(camera, command, at)).toList();
    // Kept but not published: a binding is no new version.
    Vocabulary remembered =
        Vocabulary.newBuilder(vocabulary).setRecentCommandIds(commandIds(current, command)).build();
    return new Decision(
        Optional.of(remembered), false, bindings, accepted(vocabulary, command, at));
  }

  private void requireBindable(VocabularyCommand command) {
    List<String> cameras = command.getCameraIds();
    if (cameras.isEmpty() || cameras.size() > MAX_CAMERAS) {
      throw new RefusedCommandException(
          "cameras: expected 1 to %d, got %d".formatted(MAX_CAMERAS, cameras.size()));
    }
    cameras.forEach(camera -> requireId("camera id", camera));
    Optional<String> profile = command.getProfile();
    if (profile.isPresent() && !profiles.contains(profile.get())) {
      throw new RefusedCommandException(
          "profile: expected one of %s, got '%s'".formatted(profiles, profile.get()));
    }
    command.getDropPolicy().ifPresent(VocabularyAggregate::requireComplete);
  }

  private static void requireComplete(DropPolicy policy) {
    long age = policy.getMaxAgeMillis().orElse(0L);
    int every = policy.getSampleEvery().orElse(0);
    if (policy.getRule() == DropRule.MAX_AGE && age < 1) {
      throw new RefusedCommandException(
          "drop policy: expected an age of at least 1 ms, got " + age);
    }
    if (policy.getRule() == DropRule.SAMPLE && every < 1) {
      throw new RefusedCommandException("drop policy: expected every n-th, n >= 1, got " + every);
    }
  }

  private static CameraBinding binding(String cameraId, VocabularyCommand command, Instant at) {
    CameraBinding.Builder binding =
        CameraBinding.newBuilder()
            .setCameraId(cameraId)
            .setVocabularyId(command.getVocabularyId())
            .setCommandId(command.getCommandId())
            .setBoundAt(at);
    command.getProfile().ifPresent(binding::setProfile);
    command.getDropPolicy().ifPresent(binding::setDropPolicy);
    return binding.build();
  }

  private static void requireId(String what, String id) {
    boolean valid =
        id.equals(TextRules.normal(id))
            && id.length() <= MAX_ID_LENGTH
            && TextRules.problem(id).isEmpty();
    if (!valid) {
      throw new RefusedCommandException(
          "%s: expected 1 to %d characters without control characters or outer spaces, got %d"
              .formatted(what, MAX_ID_LENGTH, id.length()));
    }
  }

  private static void requireExpectedVersion(
      Optional<Vocabulary> current, VocabularyCommand command) {
    int version = current.map(Vocabulary::getVersion).orElse(0);
    int expected = command.getExpectedVersion().orElse(version);
    if (expected != version) {
      throw new RefusedCommandException(
          "vocabulary %s: expected version %d as the command says, found %d"
              .formatted(command.getVocabularyId(), expected, version));
    }
  }

  private static List<String> commandIds(Optional<Vocabulary> current, VocabularyCommand command) {
    List<String> ids =
        new ArrayList<>(current.map(Vocabulary::getRecentCommandIds).orElse(List.of()));
    ids.add(command.getCommandId());
    return ids.subList(Math.max(0, ids.size() - REMEMBERED_COMMANDS), ids.size());
  }

  private static VocabularyStatus accepted(
      Vocabulary vocabulary, VocabularyCommand command, Instant at) {
    return answer(command, at)
        .setVersion(vocabulary.getVersion())
        .setState(VocabularyState.PENDING)
        .build();
  }

  private static Decision unchanged(VocabularyStatus answer) {
    return new Decision(Optional.empty(), false, List.of(), answer);
  }

  private static VocabularyStatus refused(
      Optional<Vocabulary> current, VocabularyCommand command, Instant at, String error) {
    return answer(command, at)
        .setVersion(current.map(Vocabulary::getVersion).orElse(0))
        .setState(VocabularyState.FAILED)
        .setError(error.substring(0, Math.min(error.length(), MAX_ERROR_LENGTH)))
        .build();
  }

  private static VocabularyStatus.Builder answer(VocabularyCommand command, Instant at) {
    return VocabularyStatus.newBuilder()
        .setVocabularyId(command.getVocabularyId())
        .setInstanceId(ANSWERS)
        .setCommandId(command.getCommandId())
        .setReportedAt(at);
  }
}
