package io.lexiseg.cli.command.change;

import io.lexiseg.cli.option.KafkaOptions;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command line that becomes one vocabulary command, sent and answered. */
abstract class VocabularyChange implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;
  @Mixin private CommandSender sender;

  @Option(
      names = "--id",
      paramLabel = "ID",
      defaultValue = "default",
      description = "Vocabulary (${DEFAULT-VALUE}).")
  private String id;

  @Option(
      names = "--expected-version",
      paramLabel = "N",
      description = "Refuse the change unless this is the current version.")
  private @Nullable Integer expectedVersion;

  @Option(
      names = "--effective-from",
      paramLabel = "TIME",
      description =
          "Let frames captured before keep the version before: 2026-05-01T10:00:00Z, or +SECONDS from now.")
  private @Nullable String effectiveFrom;

  private final CommandAction action;

  VocabularyChange(CommandAction action) {
    this.action = action;
  }

  /** Says what is asked for. */
  abstract void fill(VocabularyCommand.Builder command);

  /** What the vocabulary is now. */
  final Vocabulary current() {
    return CurrentVocabulary.read(kafka, id);
  }

  @Override
  public Integer call() {
    VocabularyCommand.Builder command =
        VocabularyCommand.newBuilder().setVocabularyId(id).setAction(action);
    Optional.ofNullable(expectedVersion).ifPresent(command::setExpectedVersion);
    Optional.ofNullable(effectiveFrom)
        .map(text -> EffectiveFrom.micros(text, Clock.systemUTC()))
        .ifPresent(command::setEffectiveFromMicros);
    fill(command); // before anything is sent, as it may be wrong
    return sender.send(
        kafka,
        client -> client.send(command),
        spec.commandLine().getOut(),
        spec.commandLine().getErr());
  }
}
