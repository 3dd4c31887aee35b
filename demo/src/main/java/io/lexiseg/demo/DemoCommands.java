package io.lexiseg.demo;

import io.lexiseg.cli.CommandSource;
import java.util.List;

/** Adds the system in one process to the command line. */
public final class DemoCommands implements CommandSource {
  @Override
  public List<PlacedCommand> commands() {
    return List.of(new PlacedCommand("", new DemoCommand()));
  }
}
