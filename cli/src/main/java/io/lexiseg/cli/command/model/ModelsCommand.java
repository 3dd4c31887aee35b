package io.lexiseg.cli.command.model;

import picocli.CommandLine.Command;

/** Model packs of this machine. */
@Command(
    name = "models",
    description = "Fetch, list, verify and optimise model packs.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ModelsPullCommand.class,
      ModelsListCommand.class,
      ModelsVerifyCommand.class,
      ModelsOptimiseCommand.class,
      ModelsNativesCommand.class,
      ModelsPlanCommand.class
    })
public final class ModelsCommand {}
