package io.lexiseg.cli.command.change;

import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.VocabularyCommand;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets cameras use a vocabulary. */
@Command(
    name = "bind",
    description = "Let cameras use a vocabulary.",
    mixinStandardHelpOptions = true)
public final class VocabularyBindCommand extends VocabularyChange {
  /** Drop policies that a command can ask for. */
  enum Policy {
    EVERY,
    LATEST
  }

  @Option(
      names = {"--profile", "--preset"},
      paramLabel = "P",
      description = "Preset of the model pack; default the pack's own.")
  private @Nullable String profile;

  @Option(
      names = "--drop",
      paramLabel = "POLICY",
      defaultValue = "EVERY",
      description =
          "every: segment each frame; latest: only the newest waiting (${DEFAULT-VALUE}).")
  private Policy policy;

  @Parameters(
      arity = "1..*",
      paramLabel = "CAMERA",
      description = "Camera ids; * for cameras without a binding of their own.")
  private List<String> cameras;

  VocabularyBindCommand() {
    super(CommandAction.BIND);
  }

  @Override
  void fill(VocabularyCommand.Builder command) {
    Optional.ofNullable(profile).ifPresent(command::setProfile);
    DropRule rule = policy == Policy.LATEST ? DropRule.LATEST : DropRule.EVERY;
    command.setCameraIds(cameras).setDropPolicy(DropPolicy.newBuilder().setRule(rule).build());
  }
}
