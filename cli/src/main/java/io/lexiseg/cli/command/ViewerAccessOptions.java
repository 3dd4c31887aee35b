package io.lexiseg.cli.command;

import io.lexiseg.cli.failure.UsageException;
import io.lexiseg.cli.viewer.ViewerAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who may ask the page for what. */
final class ViewerAccessOptions {
  /** Names the token where no file does; a command line is seen by everybody. */
  static final String TOKEN_VARIABLE = "LEXISEG_VIEWER_TOKEN";

  @Option(
      names = "--allowed-hosts",
      paramLabel = "NAME",
      split = ",",
      description =
          "Further host names under which the page may be asked for, beside those of this machine and --address.")
  private List<String> hosts = List.of();

  @Option(names = "--read-only", description = "Show everything, change nothing.")
  private boolean readOnly;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "File with a token of at least 16 characters that changes must bring along; the page asks for it. Else: environment variable "
              + TOKEN_VARIABLE
              + ".")
  private @Nullable Path tokenFile;

  ViewerAccess access(String address) {
    try {
      ViewerAccess open = ViewerAccess.of(address, hosts);
      return new ViewerAccess(open.hosts(), readOnly, token(System.getenv()));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> token(Map<String, String> environment) {
    if (tokenFile == null) {
      return Optional.ofNullable(environment.get(TOKEN_VARIABLE)).filter(text -> !text.isEmpty());
    }
    try {
      return Optional.of(Files.readString(tokenFile).strip());
    } catch (IOException e) {
      throw new UsageException(
          "--token-file %s: expected a text file that can be read".formatted(tokenFile));
    }
  }
}
