package io.lexiseg.cli.command.zone;

import picocli.CommandLine.Command;

/** Changes the zones of cameras, and shows what happens in them. */
@Command(
    name = "zones",
    description = "Change the zones of cameras, and show what happens in them.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ZonesDefineCommand.class,
      ZonesRemoveCommand.class,
      ZonesListCommand.class,
      ZonesWatchCommand.class
    })
public final class ZonesCommand {}
