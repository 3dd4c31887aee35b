package io.lexiseg.lab.evaluation;

import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.SharedMeans;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import io.lexiseg.recognition.category.CategoryText;
import io.lexiseg.recognition.category.Support;
import io.lexiseg.recognition.retrieval.RetrievalSettings;
import io.lexiseg.recognition.retrieval.VocabularyResolver;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.setting.SupportScale;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Finds from which similarity on an index counts as knowing a word, for one pack: embeds words of
 * which a person said whether the index has the thing, and fits a {@link SupportScale} for each of
 * some weights of the lead. Each half of the words is judged by the scale fitted to the other half.
 */
public final class SupportCalibration {
  private static final String WORDS = "support-words.csv";
  private static final double[] WEIGHTS = {0, 0.25, 0.5, 0.75, 1};
  private static final double LOWEST = 0.3;
  private static final double HIGHEST = 1.4;
  private static final double STEP = 0.01;

  private final PrintStream out;

  public SupportCalibration(PrintStream out) {
    this.out = out;
  }

  /** What a person says the index has of a word; what it should be told as. */
  private enum Truth {
    KNOWN,
    RELATED,
    UNKNOWN
  }

  private record Word(String text, Truth truth) {}

  private record Judged(Word word, Support support) {}

  /** Lines {@code known,sofa}; those that begin with # are remarks. */
  private static List<Word> words(String csv) {
    return csv.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(",", 2))
        .map(pair -> new Word(pair[1].strip(), Truth.valueOf(pair[0].toUpperCase(Locale.ROOT))))
        .toList();
  }

  /** The words for the index that ships. */
  public static String shippedWords() throws IOException {
    try (InputStream in = SupportCalibration.class.getResourceAsStream(WORDS)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Prints the fits.
   *
   * @param location of the index
   * @param csv words with what the index has of them
   */
  public void run(ModelPack pack, String location, String csv) {
    List<Judged> words = new ArrayList<>();
    try (PrototypeIndex index = PrototypeIndexes.open(location);
        Encoders encoders = DjlEncoders.open(pack, InferenceOptions.cpu(1))) {
      List<Word> given = words(csv);
      var settings = RetrievalSettings.from(pack, pack.defaultPreset());
      List<Support> support =
          VocabularyResolver.create(encoders, index, settings, SharedMeans.NONE)
              .resolve(given.stream().map(word -> CategoryText.of(word.text())).toList())
              .support();
      for (int i = 0; i < given.size(); i++) {
        words.add(new Judged(given.get(i), support.get(i)));
      }
    }
    out.printf("%d words, pack %s, index %s%n", words.size(), pack.id(), location);
    for (double weight : WEIGHTS) {
      print(words, weight);
    }
  }

  private void print(List<Judged> words, double weight) {
    SupportScale all = fit(words, weight);
    out.printf(
        Locale.ROOT,
        "%nsupport=cosine:strong=%.2f,weak=%.2f,spread=%s; judged by the other half:%n",
        all.strong(),
        all.weak(),
        weight);
    out.printf("%-8s %6s %6s %6s%n", "", "STRONG", "WEAK", "NONE");
    for (Truth truth : Truth.values()) {
      List<Truth> levels = new ArrayList<>();
      levels.addAll(levels(half(words, 0), fit(half(words, 1), weight), truth));
      levels.addAll(levels(half(words, 1), fit(half(words, 0), weight), truth));
      out.printf(
          "%-8s %6d %6d %6d%n",
          truth,
          Collections.frequency(levels, Truth.KNOWN),
          Collections.frequency(levels, Truth.RELATED),
          Collections.frequency(levels, Truth.UNKNOWN));
    }
  }

  private static List<Truth> levels(List<Judged> words, SupportScale scale, Truth truth) {
    return words.stream()
        .filter(word -> word.word().truth() == truth)
        .map(word -> level(word, scale))
        .toList();
  }

  private static List<Judged> half(List<Judged> words, int half) {
    List<Judged> some = new ArrayList<>();
    for (int i = half; i < words.size(); i += 2) {
      some.add(words.get(i));
    }
    return some;
  }

  /** Both cuts where the shares of words on their right side, class by class, are largest. */
  private static SupportScale fit(List<Judged> words, double weight) {
    double strong = cut(words, weight, word -> word.word().truth() == Truth.KNOWN);
    double weak = cut(words, weight, word -> word.word().truth() != Truth.UNKNOWN);
    return new SupportScale(strong, Math.min(weak, strong), weight);
  }

  private static double cut(List<Judged> words, double weight, Predicate<Judged> above) {
    double best = -1;
    double cut = LOWEST;
    for (double tried = LOWEST; tried <= HIGHEST; tried += STEP) {
      double right =
          share(words, weight, tried, above) - share(words, weight, tried, above.negate());
      if (right > best) {
        best = right;
        cut = tried;
      }
    }
    return Math.round(cut / STEP) * STEP;
  }

  /** Share of those words whose score reaches a cut. */
  private static double share(
      List<Judged> words, double weight, double cut, Predicate<Judged> which) {
    SupportScale scale = new SupportScale(cut, cut, weight);
    List<Judged> some = words.stream().filter(which).toList();
    return (double) some.stream().filter(word -> score(word, scale) >= cut).count()
        / Math.max(1, some.size());
  }

  private static double score(Judged word, SupportScale scale) {
    return scale.score(word.support().bestSimilarity(), word.support().lead());
  }

  private static Truth level(Judged word, SupportScale scale) {
    double score = score(word, scale);
    if (score >= scale.strong()) {
      return Truth.KNOWN;
    }
    return score >= scale.weak() ? Truth.RELATED : Truth.UNKNOWN;
  }
}
