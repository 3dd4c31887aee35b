package io.lexiseg.indexbuilder.published;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Counts the hidden files among published ones, such as {@code .DS_Store}. */
final class HiddenFiles {
  private static final int LISTED = 5;

  private final List<String> listed = new ArrayList<>();
  private int count;

  /** Whether a file is hidden; if so it is counted. */
  boolean includes(String name) {
    if (!name.startsWith(".")) {
      return false;
    }
    if (listed.size() < LISTED) {
      listed.add(name);
    }
    count++;
    return true;
  }

  PrototypeFiles.Reading reading(Path location, long bytes, String sha256) {
    String name = String.valueOf(location.toAbsolutePath().normalize().getFileName());
    return new PrototypeFiles.Reading(name, count, listed, bytes, sha256);
  }
}
