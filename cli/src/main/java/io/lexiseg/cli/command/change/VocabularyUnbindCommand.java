package io.lexiseg.cli.command.change;

import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.VocabularyCommand;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Releases cameras from a vocabulary. */
@Command(
    name = "unbind",
    description = "Release cameras from a vocabulary.",
    mixinStandardHelpOptions = true)
public final class VocabularyUnbindCommand extends VocabularyChange {
  @Parameters(
      arity = "1..*",
      paramLabel = "CAMERA",
      description = "Camera ids; * for cameras without a binding of their own.")
  private List<String> cameras;

  VocabularyUnbindCommand() {
    super(CommandAction.UNBIND);
  }

  @Override
  void fill(VocabularyCommand.Builder command) {
    command.setCameraIds(cameras);
  }
}
