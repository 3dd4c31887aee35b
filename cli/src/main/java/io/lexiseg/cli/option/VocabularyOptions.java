package io.lexiseg.cli.option;

import io.lexiseg.cli.vocabulary.VocabularyFile;
import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.recognition.category.VocabularyContent;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The vocabulary that a command begins with. */
public final class VocabularyOptions {
  @Option(
      names = "--vocabulary",
      paramLabel = "\"a,b,c\"",
      description = "Category names, separated by commas; one with a comma in \"quotes\".")
  private @Nullable String names;

  @Option(
      names = "--vocabulary-file",
      paramLabel = "FILE",
      description = "YAML list of categories, with what describes them.")
  private @Nullable Path file;

  /** What is given; a usage problem unless it is one of the two. */
  public VocabularyContent content() {
    Checks.require(
        (names == null) != (file == null),
        "vocabulary: expected --vocabulary or --vocabulary-file, one of the two");
    return content("");
  }

  /** What is given, or else these names. */
  public VocabularyContent content(String otherwise) {
    Checks.require(
        names == null || file == null,
        "vocabulary: expected --vocabulary or --vocabulary-file, got both");
    if (file == null) {
      return VocabularyContent.of(
          VocabularyText.categories(Checks.categories(names == null ? otherwise : names)));
    }
    VocabularyContent content = VocabularyFile.read(file);
    Checks.require(
        content.categories().stream().allMatch(category -> category.getExemplars().isEmpty()),
        "--vocabulary-file: expected no ids of exemplars, here is no vocabulary that has any");
    return content;
  }
}
