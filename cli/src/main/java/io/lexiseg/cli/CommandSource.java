package io.lexiseg.cli;

import java.util.List;

/**
 * Commands that another part of the project adds to the command line; found by {@link
 * java.util.ServiceLoader}.
 */
public interface CommandSource {
  /** Where a command belongs: the name of the group it is a verb of, or empty for none. */
  record PlacedCommand(String group, Object command) {}

  /** Commands for picocli, made anew. */
  List<PlacedCommand> commands();
}
