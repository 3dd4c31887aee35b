package io.lexiseg.vision.setting;

import io.lexiseg.vision.option.OptionTable;
import io.lexiseg.vision.option.OptionText;
import io.lexiseg.vision.similarity.Aggregation;
import java.util.Arrays;
import java.util.List;

/** The names of a {@link Preset}'s values; docs/settings.md describes each. */
public final class PresetTable {
  public static final OptionTable<Preset> INSTANCE = table();

  private PresetTable() {}

  private static OptionTable<Preset> table() {
    return new OptionTable<Preset>()
        .addAll(SegmentationSettings.options(), Preset::settings, Preset::with)
        .add(
            "neighbours",
            preset -> Integer.toString(preset.neighbours()),
            (preset, value) -> preset.with(neighbours(preset, OptionText.integer(value))))
        .add(
            "relativeCut",
            preset -> OptionText.of(preset.relativeCut()),
            (preset, value) -> preset.with(relativeCut(preset, OptionText.number(value))))
        .add(
            "aggregation",
            preset -> preset.retrieval().aggregation().text(),
            (preset, value) -> preset.with(aggregation(preset, AggregationKinds.parse(value))))
        .add(
            "negatives",
            preset -> String.join(",", preset.negatives()),
            (preset, value) -> preset.with(negatives(value)))
        .add(
            "support",
            preset -> preset.support().text(),
            (preset, value) -> preset.with(SupportScale.parse(value)))
        .add(
            "borrowed",
            preset -> OptionText.of(preset.borrowed()),
            (preset, value) -> preset.with(OptionText.constant(BorrowedWords.class, value)));
  }

  private static Retrieval neighbours(Preset preset, int neighbours) {
    return new Retrieval(neighbours, preset.relativeCut(), preset.retrieval().aggregation());
  }

  private static Retrieval relativeCut(Preset preset, double cut) {
    return new Retrieval(preset.neighbours(), cut, preset.retrieval().aggregation());
  }

  private static Retrieval aggregation(Preset preset, Aggregation aggregation) {
    return new Retrieval(preset.neighbours(), preset.relativeCut(), aggregation);
  }

  private static List<String> negatives(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }
}
