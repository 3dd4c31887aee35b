package io.lexiseg.cli.command;

import picocli.CommandLine.Command;

/** Prepares a cluster. */
@Command(
    name = "topics",
    description = "Prepare a cluster: topics, schemas, rights.",
    mixinStandardHelpOptions = true,
    subcommands = {TopicsCreateCommand.class, TopicsAclsCommand.class})
public final class TopicsCommand {}
