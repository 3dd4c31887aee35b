package io.lexiseg.cli;

import io.lexiseg.cli.client.connection.ClusterTrouble;
import io.lexiseg.cli.failure.UsageException;
import io.lexiseg.cli.option.KafkaOptions;
import io.lexiseg.schemas.connection.Redacted;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns a failure into one clear line on standard error and the exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final boolean verbose;

  Failures(boolean verbose) {
    this.verbose = verbose;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine line = failure.getCommandLine();
    String command = line.getCommandSpec().qualifiedName();
    line.getErr().println(command + ": " + oneLine(Redacted.text(message(failure))));
    line.getErr().println("Try '" + command + " --help'.");
    trace(line, failure);
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
    String command = line.getCommandSpec().qualifiedName();
    line.getErr().println(command + ": " + oneLine(explained(failure, line)));
    trace(line, failure);
    return failure instanceof UsageException ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  /** In the words of the cluster where it was that, without secrets in any case. */
  private static String explained(Exception failure, CommandLine line) {
    Optional<KafkaOptions> kafka =
        line.getCommandSpec().mixins().values().stream()
            .map(CommandSpec::userObject)
            .filter(KafkaOptions.class::isInstance)
            .map(KafkaOptions.class::cast)
            .findFirst();
    return Optional.of(failure)
        .filter(one -> !(one instanceof UsageException))
        .flatMap(one -> kafka.flatMap(options -> ClusterTrouble.of(one, options.settings())))
        .orElseGet(() -> Redacted.text(message(failure)));
  }

  private void trace(CommandLine line, Exception failure) {
    if (verbose) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace, true));
      line.getErr().print(Redacted.text(trace.toString()));
      line.getErr().flush();
    }
  }

  /** What to do about too little memory. */
  static String outOfMemory(OutOfMemoryError failure) {
    return "expected more memory than the %d MB it may use, ran out of it (%s); give it more, for example LEXISEG_JAVA_OPTS=-Xmx4g"
        .formatted(Runtime.getRuntime().maxMemory() >> 20, oneLine(message(failure)));
  }

  /** The failure's own words; what the JDK leaves unsaid is added. */
  static String message(Throwable failure) {
    String text = Optional.ofNullable(failure.getMessage()).orElse("");
    if (failure instanceof NoSuchFileException) {
      return text + ": expected a file, found none";
    }
    if (failure instanceof AccessDeniedException) {
      return text + ": access denied";
    }
    if (failure instanceof FileSystemException || text.isBlank()) {
      return failure.getClass().getSimpleName() + (text.isBlank() ? "" : ": " + text);
    }
    return text + cause(failure, text);
  }

  /** What went wrong outside says more than that it went wrong. */
  private static String cause(Throwable failure, String text) {
    if (!(failure.getCause() instanceof IOException cause)) {
      return "";
    }
    String more = message(cause);
    return text.contains(more) ? "" : ": " + more;
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
