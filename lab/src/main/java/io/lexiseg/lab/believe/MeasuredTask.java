package io.lexiseg.lab.believe;

import io.lexiseg.indexbuilder.dataset.Nouns;
import io.lexiseg.indexbuilder.dataset.SegmentationDataset;
import io.lexiseg.indexbuilder.dataset.SegmentationDataset.Sample;
import io.lexiseg.vision.mask.Mask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Pictures with references, and the words to look for in them. Reference pixels of other names are
 * pixels of no category.
 *
 * @param label as it was asked for
 * @param preset of the pack
 * @param dataset pictures of a folder
 * @param samples those of them that are measured
 * @param words to look for
 * @param folds parts whose indexes are made of the other parts; 0: the pack's own index serves
 */
record MeasuredTask(
    String label,
    String preset,
    SegmentationDataset dataset,
    List<Sample> samples,
    List<String> words,
    int folds) {
  MeasuredTask {
    samples = List.copyOf(samples);
    words = List.copyOf(words);
  }

  /**
   * Reads {@code PRESET=DIR[,folds=N][,words=a+b+c]}.
   *
   * @param only every so many pictures, at least 1
   * @throws IllegalArgumentException if it is anything else
   */
  static MeasuredTask parse(String text, int only) {
    String[] parts = text.split(",");
    String[] place = parts[0].split("=", 2);
    if (place.length < 2) {
      throw new IllegalArgumentException(
          "expected PRESET=DIR[,folds=N][,words=a+b+c], got '%s'".formatted(text));
    }
    SegmentationDataset dataset = SegmentationDataset.open(Path.of(place[1]));
    List<String> words = dataset.categories().stream().map(Nouns::clean).toList();
    int folds = 0;
    for (int i = 1; i < parts.length; i++) {
      String[] option = parts[i].split("=", 2);
      switch (option[0]) {
        case "folds" -> folds = Integer.parseInt(option[1]);
        case "words" -> words = List.of(option[1].split("\\+"));
        default ->
            throw new IllegalArgumentException(
                "expected folds or words, got '%s'".formatted(option[0]));
      }
    }
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < dataset.samples().size(); i += only) {
      samples.add(dataset.samples().get(i));
    }
    return new MeasuredTask(text, place[0], dataset, samples, words, folds);
  }

  /** What tasks on the same pictures have in common: these are encoded once for all of them. */
  String pictures() {
    return "%s %d %d %s".formatted(preset, folds, samples.size(), samples.get(0).image());
  }

  /** Whether some reference pixels have none of the words. */
  boolean isOpen() {
    return !words.containsAll(dataset.categories().stream().map(Nouns::clean).toList());
  }

  /** Number of figures' categories: the words, and where it is open, no category at all. */
  int categories() {
    return words.size() + (isOpen() ? 1 : 0);
  }

  /** The reference in those numbers: 0 counts nowhere. */
  Mask reference(Sample sample) {
    List<String> names = dataset.categories().stream().map(Nouns::clean).toList();
    short[] numbers = new short[names.size() + 1];
    for (int n = 0; n < names.size(); n++) {
      int word = words.indexOf(names.get(n));
      numbers[n + 1] = (short) (word < 0 ? words.size() + 1 : word + 1);
    }
    return numbered(dataset.reference(sample), numbers);
  }

  /** A mask over the words in those numbers. */
  Mask prediction(Mask mask) {
    short[] numbers = new short[words.size() + 1];
    for (int n = 1; n < numbers.length; n++) {
      numbers[n] = (short) n;
    }
    numbers[0] = (short) (isOpen() ? words.size() + 1 : 0);
    return numbered(mask, numbers);
  }

  private static Mask numbered(Mask mask, short[] numbers) {
    short[] values = new short[mask.values().length];
    for (int p = 0; p < values.length; p++) {
      values[p] = numbers[Short.toUnsignedInt(mask.values()[p])];
    }
    return Mask.of(mask.height(), mask.width(), values);
  }
}
