package io.lexiseg.quickstart.cli;

import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.DropRule;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets cameras use a vocabulary. */
@Command(
    name = "bind",
    description = "Let cameras use a vocabulary.",
    mixinStandardHelpOptions = true)
final class VocabularyBindCommand implements Callable<Integer> {
  /** Drop policies that a command can ask for. */
  enum Policy {
    EVERY,
    LATEST
  }

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

  @Override
  public Integer call() {
    DropPolicy drop =
        DropPolicy.newBuilder()
            .setRule(policy == Policy.LATEST ? DropRule.LATEST : DropRule.EVERY)
            .build();
    return sender.send(
        kafka,
        client -> client.bind(id, cameras, Optional.ofNullable(profile), Optional.of(drop)),
        spec.commandLine().getOut(),
        spec.commandLine().getErr());
  }
}
