package io.lexiseg.processor.command;

import io.lexiseg.recognition.category.RefusedCommandException;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a command that comes again makes to be told again: of all that it once changed, what holds
 * now. Nothing is taken from the command but what it points to.
 */
final class RepeatedCommands {
  private final BindingRules bindingRules;
  private final ExemplarRules exemplarRules;

  RepeatedCommands(BindingRules bindingRules, ExemplarRules exemplarRules) {
    this.bindingRules = bindingRules;
    this.exemplarRules = exemplarRules;
  }

  /**
   * Tells again.
   *
   * @param answer to the issuer
   */
  Decision decide(
      Vocabulary current,
      CameraBindings bindings,
      VocabularyCommand command,
      VocabularyStatus answer) {
    Vocabulary again =
        Vocabulary.newBuilder(current).setRepeatedCommandId(command.getCommandId()).build();
    return switch (command.getAction()) {
      case BIND, UNBIND -> Decision.repeated(again, bound(command, bindings), Map.of(), answer);
      default -> Decision.repeated(again, Map.of(), exemplars(current, command), answer);
    };
  }

  private Map<String, Optional<CameraBinding>> bound(
      VocabularyCommand command, CameraBindings bindings) {
    try {
      return bindingRules.current(command, bindings);
    } catch (RefusedCommandException e) {
      return Map.of(); // another command under the same id
    }
  }

  private Map<String, Optional<Exemplar>> exemplars(Vocabulary current, VocabularyCommand command) {
    Set<String> kept = KeptExemplars.of(current);
    Map<String, Optional<Exemplar>> exemplars = new LinkedHashMap<>();
    current.getForgottenExemplars().stream()
        .filter(id -> !kept.contains(id))
        .forEach(id -> exemplars.put(id, Optional.empty()));
    added(command)
        .forEach(
            (id, exemplar) ->
                exemplars.put(id, kept.contains(id) ? Optional.of(exemplar) : Optional.empty()));
    return exemplars;
  }

  private Map<String, Exemplar> added(VocabularyCommand command) {
    if (command.getAction() != CommandAction.ADD_EXEMPLAR) {
      return Map.of();
    }
    try {
      return Map.of(exemplarRules.accepted(command), command.getExemplar().orElseThrow());
    } catch (RefusedCommandException e) {
      return Map.of(); // another command under the same id
    }
  }
}
