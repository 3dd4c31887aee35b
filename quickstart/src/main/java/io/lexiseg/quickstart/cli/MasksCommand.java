package io.lexiseg.quickstart.cli;

import picocli.CommandLine.Command;

/** Takes masks out of Kafka. */
@Command(
    name = "masks",
    description = "Take masks out of Kafka.",
    mixinStandardHelpOptions = true,
    subcommands = {MasksSaveCommand.class, MasksWatchCommand.class})
final class MasksCommand {}
