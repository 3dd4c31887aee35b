package io.lexiseg.cli.option;

import io.lexiseg.cli.camera.Pace;
import io.lexiseg.cli.failure.UsageException;
import io.lexiseg.cli.vocabulary.VocabularyFile;
import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.recognition.category.VocabularyContent;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns option values into what commands use, or says why not. */
public final class Checks {
  private Checks() {}

  public static void require(boolean condition, String message) {
    if (!condition) {
      throw new UsageException(message);
    }
  }

  /** An option's value, unless it makes no sense. */
  public static <T> T parsed(String option, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new UsageException("%s: %s".formatted(option, e.getMessage()));
    }
  }

  /** A configuration, unless it makes no sense. */
  public static <T> T usage(Supplier<T> configuration) {
    try {
      return configuration.get();
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  public static long positiveOr(@Nullable Long value, String option, long otherwise) {
    if (value == null) {
      return otherwise;
    }
    require(value > 0, "%s: expected 1 or more, got %d".formatted(option, value));
    return value;
  }

  public static Pace pace(@Nullable Double framesPerSecond) {
    if (framesPerSecond == null) {
      return Pace.unlimited();
    }
    require(
        framesPerSecond > 0 && framesPerSecond <= 1000,
        "--fps: expected more than 0 and at most 1000, got " + framesPerSecond);
    return Pace.of(framesPerSecond);
  }

  public static int port(int port) {
    require(port >= 0 && port <= 65_535, "--port: expected 0..65535, got " + port);
    return port;
  }

  static List<String> categories(String text) {
    List<String> names = VocabularyText.names(text);
    require(
        !names.isEmpty(),
        "--vocabulary: expected category names separated by commas, got '%s'".formatted(text));
    return names;
  }

  public static List<String> names(String text) {
    List<String> names = VocabularyText.names(text);
    require(
        !names.isEmpty(),
        "categories: expected names separated by commas, got '%s'".formatted(text));
    return names;
  }

  /** A vocabulary from the command line or from a file, whichever is given. */
  public static VocabularyContent content(@Nullable String text, @Nullable Path file) {
    require(
        (text == null) != (file == null), "categories: expected names or --file, one of the two");
    return file == null
        ? VocabularyContent.of(VocabularyText.categories(names(Objects.requireNonNull(text))))
        : VocabularyFile.read(file);
  }
}
