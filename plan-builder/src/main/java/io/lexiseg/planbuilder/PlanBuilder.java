package io.lexiseg.planbuilder;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Builds one plan: {@code PlanBuilder JOB}, a file of properties. It tells on standard output what
 * TensorRT says and ends with 0, 1 (not built, the reason on standard error), 2 (wrong job) or 3
 * (no GPU that can be used). Whatever CUDA finds worth an abort ends it with a signal.
 */
public final class PlanBuilder {
  /** Exit code: there is no GPU that can be used. */
  static final int NO_GPU = 3;

  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private PlanBuilder() {}

  /** Builds what a job asks for. */
  @FunctionalInterface
  interface Build {
    /**
     * Builds.
     *
     * @throws BuildFailure if nothing can be built
     * @throws IOException if a file cannot be written
     */
    void run(BuildJob job) throws IOException;
  }

  /** Builds, then ends the JVM. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return run(job -> new TensorRtBuild(job).run(), arguments);
  }

  static int run(Build build, String... arguments) {
    if (arguments.length != 1) {
      return say(
          USAGE, "expected the file of one job, got %d arguments".formatted(arguments.length));
    }
    try {
      Path file = Path.of(arguments[0]).toAbsolutePath();
      BuildJob job = BuildJob.read(file);
      // Beside the job, which is deleted after it; else JavaCPP would write to the user's home.
      System.setProperty(
          "org.bytedeco.javacpp.cachedir", file.resolveSibling("javacpp").toString());
      build.run(job);
      return 0;
    } catch (IllegalArgumentException e) {
      return say(USAGE, String.valueOf(e.getMessage()));
    } catch (BuildFailure e) {
      return say(e.exitCode(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return say(FAILED, e.toString());
    } catch (UnsatisfiedLinkError e) {
      // An Error, but one that says what is missing on this machine.
      return say(FAILED, "TensorRT's libraries: " + e.getMessage());
    }
  }

  private static int say(int code, String message) {
    System.err.println("plan builder: " + message);
    return code;
  }
}
