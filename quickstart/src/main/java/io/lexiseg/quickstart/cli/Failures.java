package io.lexiseg.quickstart.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
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
    line.getErr().println(command + ": " + oneLine(message(failure)));
    line.getErr().println("Try '" + command + " --help'.");
    trace(line, failure);
    return LexisegCommand.USAGE;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
    String command = line.getCommandSpec().qualifiedName();
    line.getErr().println(command + ": " + oneLine(message(failure)));
    trace(line, failure);
    return failure instanceof UsageException ? LexisegCommand.USAGE : LexisegCommand.FAILED;
  }

  private void trace(CommandLine line, Exception failure) {
    if (verbose) {
      failure.printStackTrace(line.getErr());
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
