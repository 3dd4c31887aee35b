package io.lexiseg.quickstart.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives a vocabulary its categories. */
@Command(
    name = "define",
    description = "Give a vocabulary its categories, complete and in order.",
    mixinStandardHelpOptions = true)
final class VocabularyDefineCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;
  @Mixin private CommandSender sender;

  @Option(
      names = "--id",
      paramLabel = "ID",
      defaultValue = "default",
      description = "Vocabulary (${DEFAULT-VALUE}).")
  private String id;

  @Parameters(paramLabel = "\"a,b,c\"", description = "Category names, separated by commas.")
  private String text;

  @Override
  public Integer call() {
    List<String> names = Checks.categories(text);
    return sender.send(
        kafka,
        client -> client.define(id, names),
        spec.commandLine().getOut(),
        spec.commandLine().getErr());
  }
}
