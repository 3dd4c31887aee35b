package io.lexiseg.quickstart.cli;

import picocli.CommandLine.Command;

/** Prepares a cluster. */
@Command(
    name = "topics",
    description = "Prepare a cluster: topics and schemas.",
    mixinStandardHelpOptions = true,
    subcommands = {TopicsCreateCommand.class})
final class TopicsCommand {}
