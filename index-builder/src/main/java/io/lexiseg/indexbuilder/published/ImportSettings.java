package io.lexiseg.indexbuilder.published;

import io.lexiseg.indexbuilder.faiss.InvalidImportException;
import io.lexiseg.vision.pack.ModelPack;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How published files are to be understood.
 *
 * @param pack whose dimensions the vectors must have
 * @param scratch folder with room for all prototypes
 * @param nouns takes the noun, its first group, out of a whole file name without {@code .npy}
 * @param unitKeys whether keys are brought to unit norm; else those that are not are refused
 */
public record ImportSettings(ModelPack pack, Path scratch, Pattern nouns, boolean unitKeys) {
  /** What follows the last underscore, or the whole name where there is none. */
  public static final String AFTER_LAST_UNDERSCORE = "(?:.*_)?(.+)";

  private static final String SUFFIX = ".npy";

  public ImportSettings {
    if (nouns.matcher("").groupCount() < 1) {
      throw new IllegalArgumentException(
          "nouns: expected a pattern with a group, such as %s, got %s"
              .formatted(AFTER_LAST_UNDERSCORE, nouns));
    }
  }

  /**
   * The noun in a file's name.
   *
   * @throws InvalidImportException if the name does not end in {@code .npy} or has no noun
   */
  String noun(String file) {
    if (!file.endsWith(SUFFIX)) {
      throw new InvalidImportException("%s: expected a name in .npy".formatted(file));
    }
    Matcher matcher = nouns.matcher(file.substring(0, file.length() - SUFFIX.length()));
    if (!matcher.matches() || matcher.group(1) == null || matcher.group(1).isBlank()) {
      throw new InvalidImportException(
          "%s: expected a name with a noun by the pattern %s".formatted(file, nouns));
    }
    return matcher.group(1).strip();
  }
}
