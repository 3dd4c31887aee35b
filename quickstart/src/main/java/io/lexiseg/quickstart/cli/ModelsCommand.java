package io.lexiseg.quickstart.cli;

import picocli.CommandLine.Command;

/** Model packs of this machine. */
@Command(
    name = "models",
    description = "Fetch, list and verify model packs.",
    mixinStandardHelpOptions = true,
    subcommands = {ModelsPullCommand.class, ModelsListCommand.class, ModelsVerifyCommand.class})
final class ModelsCommand {}
