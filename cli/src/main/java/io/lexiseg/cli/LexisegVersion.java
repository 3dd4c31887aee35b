package io.lexiseg.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version the jar was built as. */
final class LexisegVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(LexisegVersion.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
    return new String[] {"lexiseg " + version};
  }
}
