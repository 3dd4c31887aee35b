package io.lexiseg.cli.command.change;

import io.lexiseg.cli.option.Checks;
import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.schemas.Background;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What gets no category, whatever the categories say. */
final class BackgroundOptions {
  private static final String NONE = "none";

  @Option(
      names = "--threshold",
      paramLabel = "SCORE",
      description =
          "Score that pixels have to exceed, -1..1, where a category names none; none: the preset's.")
  private @Nullable String threshold;

  @Option(
      names = "--negatives",
      paramLabel = "\"a,b,c\"",
      description =
          "Words that compete with every category; what they win gets none. \"\": no words.")
  private @Nullable String negatives;

  boolean given() {
    return threshold != null || negatives != null;
  }

  /** The same with what is given. */
  Background over(Background background) {
    Background.Builder changed = Background.newBuilder(background);
    if (negatives != null) {
      changed.setNegatives(VocabularyText.names(negatives));
    }
    if (threshold == null) {
      return changed.build();
    }
    Optional<Float> score = NONE.equals(threshold) ? Optional.empty() : Optional.of(score());
    return score.isPresent()
        ? changed.setThreshold(score.get()).build()
        : changed.clearThreshold().build();
  }

  private float score() {
    return Checks.parsed("--threshold", () -> Float.parseFloat(String.valueOf(threshold)));
  }
}
