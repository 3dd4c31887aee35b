package io.lexiseg.cli.command.model;

import picocli.CommandLine.Command;

/** Model packs of this machine. */
@Command(
    name = "models",
    description = "Fetch, list and verify model packs.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ModelsPullCommand.class,
      ModelsListCommand.class,
      ModelsVerifyCommand.class,
      ModelsNativesCommand.class,
      ModelsPlanCommand.class
    })
public final class ModelsCommand {}
