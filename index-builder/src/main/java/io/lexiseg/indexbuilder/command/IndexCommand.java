package io.lexiseg.indexbuilder.command;

import picocli.CommandLine.Command;

/** The verbs that make and look after prototype indexes. */
@Command(
    name = "index",
    description = "Make and look after prototype indexes.",
    mixinStandardHelpOptions = true,
    subcommands = {
      BuildCommand.class,
      FilterCommand.class,
      InspectCommand.class,
      ImportCommand.class,
      ListCommand.class,
      VerifyCommand.class,
      PublishCommand.class,
      NearestCommand.class,
      NounsCommand.class,
      SwitchCommand.class,
      DropCommand.class
    })
public final class IndexCommand {}
