package io.lexiseg.quickstart.cli;

import java.util.List;

/** Adds what measures and compares to the command line. */
public final class LabCommands implements CommandSource {
  @Override
  public List<PlacedCommand> commands() {
    return List.of(
        new PlacedCommand("", new EvaluateCommand()),
        new PlacedCommand("models", new ModelsCompareCommand()));
  }
}
