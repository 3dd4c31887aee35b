package io.lexiseg.cli.deployment;

/** What continuous integration runs. */
public final class BuildScript {
  private BuildScript() {}

  /** Returns the script. */
  public static String text() {
    return Repository.read(".ci/run");
  }
}
