package io.lexiseg.cli.command.zone;

import io.lexiseg.schemas.ZoneAction;
import io.lexiseg.schemas.ZoneCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a zone from a camera. */
@Command(
    name = "remove",
    description = "Take a zone from a camera.",
    mixinStandardHelpOptions = true)
final class ZonesRemoveCommand extends ZoneChange {
  @Parameters(index = "1", paramLabel = "NAME", description = "Name of the zone.")
  private String name;

  ZonesRemoveCommand() {
    super(ZoneAction.REMOVE);
  }

  @Override
  void fill(ZoneCommand.Builder command) {
    command.setName(name);
  }
}
