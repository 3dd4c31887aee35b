package io.lexiseg.cli.command;

import picocli.CommandLine.Command;

/** Takes masks out of Kafka. */
@Command(
    name = "masks",
    description = "Take masks out of Kafka.",
    mixinStandardHelpOptions = true,
    subcommands = {MasksSaveCommand.class, MasksWatchCommand.class})
public final class MasksCommand {}
