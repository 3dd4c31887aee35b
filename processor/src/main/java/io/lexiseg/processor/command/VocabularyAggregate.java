package io.lexiseg.processor.command;

import io.lexiseg.recognition.category.CategoryRules;
import io.lexiseg.recognition.category.RefusedCommandException;
import io.lexiseg.recognition.category.TextRules;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules by which commands change one vocabulary. The same commands in the same order give the
 * same state: no clock, no randomness, no other input.
 *
 * <p>A deleted vocabulary is kept without categories, so that its versions go on rising when it is
 * defined again, and rolling back undoes the deletion.
 */
public final class VocabularyAggregate {

  /** How many commands back a repeated one is recognised. */
  private static final int REMEMBERED_COMMANDS = 1000;

  private static final int MAX_ERROR_LENGTH = 4096;

  private final VocabularyLimits limits;
  private final String defaultVocabulary;
  private final BindingRules bindingRules;
  private final ExemplarRules exemplarRules;
  private final RepeatedCommands repeatedCommands;

  /**
   * Creates the rules.
   *
   * @param limits how much there may be
   * @param defaultVocabulary vocabulary of cameras without a binding; cannot be deleted
   * @param profiles names that bindings may use
   * @param exemplarRules what exemplars may be like
   */
  public VocabularyAggregate(
      VocabularyLimits limits,
      String defaultVocabulary,
      Set<String> profiles,
      ExemplarRules exemplarRules) {
    this.exemplarRules = exemplarRules;
    this.limits = limits;
    this.defaultVocabulary = defaultVocabulary;
    this.bindingRules = new BindingRules(profiles);
    this.repeatedCommands = new RepeatedCommands(bindingRules, exemplarRules);
  }

  /** How much there may be; whoever keeps what is decided looks to that. */
  public VocabularyLimits limits() {
    return limits;
  }

  /**
   * Decides on a command.
   *
   * @param current the vocabulary so far
   * @param bindings of all cameras so far
   * @param at record time of the command
   */
  public Decision decide(
      Optional<Vocabulary> current,
      CameraBindings bindings,
      VocabularyCommand command,
      Instant at) {
    if (current.isPresent()
        && current.get().getRecentCommandIds().contains(command.getCommandId())) {
      return repeated(current.get(), bindings, command, at);
    }
    try {
      TextRules.requireId("command id", command.getCommandId());
      TextRules.requireId("issuer", command.getIssuer());
      requireExpectedVersion(current, command);
      EffectiveTimes.requireFitting(command, at);
      return switch (command.getAction()) {
        case BIND -> bind(defined(current, command), bindings, command, at);
        case UNBIND -> unbind(defined(current, command), bindings, command, at);
        case PREVIEW -> preview(current, command, at);
        case DELETE -> delete(defined(current, command), bindings, command, at);
        case UNKNOWN ->
            throw new RefusedCommandException("action: expected one this version knows");
        default -> change(current, command, at);
      };
    } catch (RefusedCommandException e) {
      return Decision.unchanged(refused(current, command, at, String.valueOf(e.getMessage())));
    }
  }

  private Decision repeated(
      Vocabulary current, CameraBindings bindings, VocabularyCommand command, Instant at) {
    VocabularyState state =
        current.getCategories().isEmpty() ? VocabularyState.READY : VocabularyState.PENDING;
    return repeatedCommands.decide(
        current, bindings, command, accepted(current, command, at, state));
  }

  private Decision preview(Optional<Vocabulary> current, VocabularyCommand command, Instant at) {
    TextRules.requireId("vocabulary id", command.getVocabularyId());
    bindingRules.requireProfile(command.getProfile());
    PreviewRules.requireFitting(command);
    VocabularyContent proposed =
        CategoryRules.normalised(
            VocabularyContent.of(command.getCategories(), command.getBackground()),
            limits.categories());
    KeptExemplars.requireKnown(proposed.categories(), current, Set.of());
    Optional<Vocabulary> live = current.filter(one -> !one.getCategories().isEmpty());
    VocabularyStatus answer =
        answer(command, at)
            .setVersion(current.map(Vocabulary::getVersion).orElse(0))
            .setState(VocabularyState.PENDING)
            .build();
    return Decision.preview(new PreviewOrder(command, proposed, live, at), answer);
  }

  private Decision change(Optional<Vocabulary> current, VocabularyCommand command, Instant at) {
    TextRules.requireId("vocabulary id", command.getVocabularyId());
    Map<String, Exemplar> added = added(command);
    VocabularyContent content =
        CategoryRules.normalised(wanted(current, command), limits.categories());
    KeptExemplars.requireKnown(content.categories(), current, added.keySet());
    Vocabulary next = version(current, command, content, at);
    return Decision.version(
        next,
        KeptExemplars.changes(current, next, added),
        accepted(next, command, at, VocabularyState.PENDING));
  }

  private Map<String, Exemplar> added(VocabularyCommand command) {
    return command.getAction() == CommandAction.ADD_EXEMPLAR
        ? Map.of(exemplarRules.accepted(command), command.getExemplar().orElseThrow())
        : Map.of();
  }

  private static VocabularyContent wanted(Optional<Vocabulary> current, VocabularyCommand command) {
    return switch (command.getAction()) {
      case DEFINE -> VocabularyContent.of(command.getCategories(), command.getBackground());
      case ROLL_BACK -> VersionHistory.content(known(current, command), command);
      default -> CategoryEdits.edited(VocabularyContent.of(defined(current, command)), command);
    };
  }

  private static Vocabulary version(
      Optional<Vocabulary> current,
      VocabularyCommand command,
      VocabularyContent content,
      Instant at) {
    Optional<Long> effectiveFrom = EffectiveTimes.next(current, command, at);
    List<PastVersion> history =
        current.map(before -> VersionHistory.after(before, effectiveFrom)).orElse(List.of());
    Vocabulary.Builder version =
        Vocabulary.newBuilder()
            .setVocabularyId(command.getVocabularyId())
            .setVersion(current.map(Vocabulary::getVersion).orElse(0) + 1)
            .setCategories(content.categories())
            .setHistory(history)
            .setHistoryDepth(history.size())
            .setRecentCommandIds(commandIds(current, command))
            .setForgottenExemplars(KeptExemplars.forgotten(current, content, history))
            .setChangedBy(command.getIssuer())
            .setChangedAt(at);
    content.stated().ifPresent(version::setBackground);
    effectiveFrom.ifPresent(version::setEffectiveFromMicros);
    current.flatMap(Vocabulary::getTakeover).ifPresent(version::setTakeover);
    return version.build();
  }

  private Decision delete(
      Vocabulary vocabulary, CameraBindings bindings, VocabularyCommand command, Instant at) {
    String id = vocabulary.getVocabularyId();
    List<String> cameras = bindings.camerasOf(id);
    if (!cameras.isEmpty()) {
      throw new RefusedCommandException(
          "vocabulary %s: expected no camera bound to it, found %s".formatted(id, cameras));
    }
    if (id.equals(defaultVocabulary)) {
      throw new RefusedCommandException(
          "vocabulary %s: expected another than the one of cameras without a binding"
              .formatted(id));
    }
    Vocabulary deleted =
        version(Optional.of(vocabulary), command, VocabularyContent.of(List.of()), at);
    return Decision.version(
        deleted,
        KeptExemplars.changes(Optional.of(vocabulary), deleted, Map.of()),
        accepted(deleted, command, at, VocabularyState.READY));
  }

  private Decision bind(
      Vocabulary vocabulary, CameraBindings bindings, VocabularyCommand command, Instant at) {
    return bindings(
        vocabulary,
        bindingRules.bound(command, bindings, at),
        accepted(vocabulary, command, at, VocabularyState.PENDING),
        command);
  }

  private Decision unbind(
      Vocabulary vocabulary, CameraBindings bindings, VocabularyCommand command, Instant at) {
    return bindings(
        vocabulary,
        bindingRules.released(command, bindings),
        accepted(vocabulary, command, at, VocabularyState.READY),
        command);
  }

  private static Decision bindings(
      Vocabulary vocabulary,
      Map<String, Optional<CameraBinding>> changed,
      VocabularyStatus answer,
      VocabularyCommand command) {
    Vocabulary remembered =
        Vocabulary.newBuilder(vocabulary)
            .setRecentCommandIds(commandIds(Optional.of(vocabulary), command))
            .build();
    return Decision.bindings(remembered, changed, answer);
  }

  private static Vocabulary known(Optional<Vocabulary> current, VocabularyCommand command) {
    return current.orElseThrow(
        () ->
            new RefusedCommandException(
                "vocabulary %s: expected it to be defined first"
                    .formatted(command.getVocabularyId())));
  }

  private static Vocabulary defined(Optional<Vocabulary> current, VocabularyCommand command) {
    return known(current.filter(one -> !one.getCategories().isEmpty()), command);
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
    return remembered(ids);
  }

  /** The last commands of these, as many as a vocabulary carries along. */
  public static List<String> remembered(List<String> ids) {
    return ids.subList(Math.max(0, ids.size() - REMEMBERED_COMMANDS), ids.size());
  }

  private static VocabularyStatus accepted(
      Vocabulary vocabulary, VocabularyCommand command, Instant at, VocabularyState state) {
    VocabularyStatus.Builder answer =
        answer(command, at).setVersion(vocabulary.getVersion()).setState(state);
    vocabulary.getEffectiveFromMicros().ifPresent(answer::setEffectiveFromMicros);
    return answer.build();
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
        .setInstanceId(Topics.ANSWERS)
        .setCommandId(command.getCommandId())
        .setReportedAt(at);
  }
}
