package io.lexiseg.cli.viewer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/** The files that the page is made of. */
final class PageFiles {
  private static final Set<String> NAMES =
      Set.of(
          "answers.js",
          "bindings.js",
          "canvas.js",
          "confirm.js",
          "details.js",
          "dom.js",
          "draft.js",
          "edit.js",
          "exemplar.js",
          "feed.js",
          "full.js",
          "preview.js",
          "sketch.js",
          "tile.js",
          "timeline.js",
          "viewer.css",
          "viewer.js",
          "vocabulary.js",
          "wall.js",
          "words.js",
          "zones.js");

  private PageFiles() {}

  /** A file's type and bytes. */
  static final class PageFile {
    private final String type;
    private final byte[] bytes;

    PageFile(String type, byte[] bytes) {
      this.type = type;
      this.bytes = bytes;
    }

    String type() {
      return type;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  /** Names of all scripts. */
  static Set<String> names() {
    return NAMES;
  }

  /**
   * What stands under a path; empty: nothing.
   *
   * @throws IllegalStateException if the jar lacks it
   */
  static Optional<PageFile> at(String path) throws IOException {
    String name = path.equals("/") ? "index.html" : path.substring(1);
    if (!name.equals("index.html") && !NAMES.contains(name)) {
      return Optional.empty();
    }
    if (path.equals("/index.html")) {
      return Optional.empty();
    }
    try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("viewer: the jar lacks " + name);
      }
      return Optional.of(new PageFile(type(name), in.readAllBytes()));
    }
  }

  private static String type(String name) {
    String kind = name.substring(name.lastIndexOf('.') + 1);
    return switch (kind) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      default -> "text/javascript; charset=utf-8";
    };
  }
}
