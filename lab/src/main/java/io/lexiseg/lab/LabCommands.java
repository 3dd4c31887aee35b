package io.lexiseg.lab;

import io.lexiseg.cli.CommandSource;
import io.lexiseg.lab.evaluation.EvaluateCommand;
import io.lexiseg.lab.parity.ModelsCompareCommand;
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
