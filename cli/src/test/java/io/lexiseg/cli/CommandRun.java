package io.lexiseg.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs a command line inside this process and keeps what it wrote. */
public final class CommandRun {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Runs and returns the exit code. */
  public int run(String... arguments) {
    return LexisegCommand.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  /** What went to standard output. */
  public String out() {
    return out.toString();
  }

  /** What went to standard error. */
  public String err() {
    return err.toString();
  }

  /** What went to standard output, as JSON. */
  public JsonNode json() {
    try {
      return new ObjectMapper().readTree(out());
    } catch (JsonProcessingException e) {
      throw new AssertionError("expected JSON, got " + out(), e);
    }
  }
}
