package io.lexiseg.quickstart.cli;

import picocli.CommandLine.Command;

/** Model packs of this machine. */
@Command(
    name = "models",
    description = "Fetch, list, verify and compare model packs.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ModelsPullCommand.class,
      ModelsListCommand.class,
      ModelsVerifyCommand.class,
      ModelsCompareCommand.class
    })
final class ModelsCommand {}
