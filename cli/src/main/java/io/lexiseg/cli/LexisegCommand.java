package io.lexiseg.cli;

import io.lexiseg.cli.command.DoctorCommand;
import io.lexiseg.cli.command.MasksCommand;
import io.lexiseg.cli.command.ProcessorCommand;
import io.lexiseg.cli.command.PublishCommand;
import io.lexiseg.cli.command.SegmentCommand;
import io.lexiseg.cli.command.TopicsCommand;
import io.lexiseg.cli.command.ViewerCommand;
import io.lexiseg.cli.command.builder.IndexBuilderCommand;
import io.lexiseg.cli.command.builder.IndexRequestCommand;
import io.lexiseg.cli.command.model.ModelsCommand;
import io.lexiseg.cli.command.vocabulary.VocabularyCommands;
import io.lexiseg.cli.command.zone.ZonesCommand;
import io.lexiseg.indexbuilder.command.IndexCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.ServiceLoader;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The command line of Lexiseg. Results go to standard output, progress and messages to standard
 * error; the exit code is 0 when done, 1 when failed, 2 on wrong usage.
 */
@Command(
    name = "lexiseg",
    description = "Open-vocabulary segmentation of camera streams on Apache Kafka.",
    mixinStandardHelpOptions = true,
    versionProvider = LexisegVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SegmentCommand.class,
      PublishCommand.class,
      MasksCommand.class,
      VocabularyCommands.class,
      ZonesCommand.class,
      ProcessorCommand.class,
      TopicsCommand.class,
      ViewerCommand.class,
      ModelsCommand.class,
      IndexCommand.class,
      IndexBuilderCommand.class,
      DoctorCommand.class
    })
public final class LexisegCommand {
  private static final Set<String> SERVICES = Set.of("processor", "index-builder");

  private static final Set<String> CLIENTS =
      Set.of("publish", "masks", "vocabulary", "zones", "topics", "viewer");

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Log what happens, and show stack traces of failures.")
  @SuppressWarnings(
      "UnusedVariable") // read by verbose(List) before parsing, so that it also covers it
  private boolean verbose;

  LexisegCommand() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(
        run(
            arguments,
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8)));
  }

  /** Runs one command with its output going to the given writers. */
  static int run(String[] arguments, PrintWriter out, PrintWriter err) {
    boolean verbose = Arrays.asList(arguments).contains("--verbose");
    chooseLogLevel(arguments, verbose);
    CommandLine line = withAddedCommands(new CommandLine(new LexisegCommand()));
    line.setOut(out).setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    Failures failures = new Failures(verbose);
    line.setParameterExceptionHandler(failures).setExecutionExceptionHandler(failures);
    line.setExecutionStrategy(LexisegCommand::executeLast);
    try {
      return line.execute(arguments);
    } catch (OutOfMemoryError e) { // everything is closed by now; what is left is to say so
      err.println("lexiseg: " + Failures.outOfMemory(e));
      return ExitCode.SOFTWARE;
    }
  }

  private static CommandLine withAddedCommands(CommandLine line) {
    // Here, because it needs a cluster: the other verbs of the group do not.
    line.getSubcommands().getOrDefault("index", line).addSubcommand(new IndexRequestCommand());
    for (CommandSource source : ServiceLoader.load(CommandSource.class)) {
      for (CommandSource.PlacedCommand placed : source.commands()) {
        line.getSubcommands().getOrDefault(placed.group(), line).addSubcommand(placed.command());
      }
    }
    return line;
  }

  private static void chooseLogLevel(String[] arguments, boolean verbose) {
    boolean service = Arrays.stream(arguments).anyMatch(SERVICES::contains);
    if (service) {
      System.setProperty("lexiseg.log.network", "ERROR");
    }
    if (verbose) {
      System.setProperty("lexiseg.log.level", "INFO");
      System.setProperty("lexiseg.log.libraries", "WARN");
    } else if (service) {
      System.setProperty("lexiseg.log.level", "INFO");
    } else if (arguments.length > 0 && CLIENTS.contains(arguments[0])) {
      System.setProperty("lexiseg.log.libraries", "OFF"); // the command itself says what failed
    }
  }

  /** A group such as {@code masks} without one of its verbs is wrong usage, not silence. */
  private static int executeLast(CommandLine.ParseResult parsed) {
    CommandLine.ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    boolean asksForHelp = last.isUsageHelpRequested() || last.isVersionHelpRequested();
    if (!asksForHelp
        && !(last.commandSpec().userObject() instanceof Runnable)
        && !(last.commandSpec().userObject() instanceof java.util.concurrent.Callable<?>)) {
      CommandLine line = last.commandSpec().commandLine();
      throw new CommandLine.ParameterException(
          line, "expected a command, one of: " + String.join(", ", line.getSubcommands().keySet()));
    }
    return new CommandLine.RunLast().execute(parsed);
  }
}
