package io.lexiseg.vision.setting;

import io.lexiseg.vision.option.OptionTable;
import io.lexiseg.vision.option.OptionText;
import io.lexiseg.vision.refinement.NoRefinement;
import io.lexiseg.vision.refinement.PamrParameters;
import io.lexiseg.vision.refinement.Refinement;
import io.lexiseg.vision.setting.BackgroundSettings.Strategy;
import io.lexiseg.vision.setting.ScoreSettings.GlobalTerm;
import io.lexiseg.vision.setting.ScoreSettings.LocalTerm;
import io.lexiseg.vision.setting.SegmentationSettings.Pooling;
import io.lexiseg.vision.setting.SegmentationSettings.Windowing;
import io.lexiseg.vision.steady.Steadiness;
import io.lexiseg.vision.view.Views;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The names of {@link SegmentationSettings}' values; docs/settings.md describes each. */
final class SettingsTable {
  static final OptionTable<SegmentationSettings> INSTANCE =
      new OptionTable<SegmentationSettings>()
          .add("shortSide", s -> Integer.toString(s.shortSide()), SettingsTable::shortSide)
          .add(
              "maxLongSide",
              s -> Integer.toString(s.maxLongSide()),
              (s, v) -> sized(s, s.shortSide(), OptionText.integer(v), s.windowing()))
          .add(
              "windowing",
              s -> OptionText.of(s.windowing()),
              (s, v) ->
                  sized(s, s.shortSide(), s.maxLongSide(), OptionText.constant(Windowing.class, v)))
          .add(
              "superpixels",
              s -> s.superpixels().text(),
              (s, v) ->
                  regions(
                      s,
                      new RegionSettings(
                          SuperpixelKinds.parse(v), s.pooling(), s.regions().views())))
          .add(
              "pooling",
              s -> OptionText.of(s.pooling()),
              (s, v) ->
                  regions(
                      s,
                      new RegionSettings(
                          s.superpixels(),
                          OptionText.constant(Pooling.class, v),
                          s.regions().views())))
          .add(
              "views",
              s -> s.regions().views().text(),
              (s, v) ->
                  regions(s, new RegionSettings(s.superpixels(), s.pooling(), Views.parse(v))))
          .add(
              "localWeight",
              s -> OptionText.of(s.localWeight()),
              (s, v) ->
                  scored(s, OptionText.number(v), s.score().localTerm(), s.score().globalTerm()))
          .add(
              "localTerm",
              s -> OptionText.of(s.score().localTerm()),
              (s, v) ->
                  scored(
                      s,
                      s.localWeight(),
                      OptionText.constant(LocalTerm.class, v),
                      s.score().globalTerm()))
          .add(
              "globalTerm",
              s -> OptionText.of(s.score().globalTerm()),
              (s, v) ->
                  scored(
                      s,
                      s.localWeight(),
                      s.score().localTerm(),
                      OptionText.constant(GlobalTerm.class, v)))
          .add(
              "nameWeight",
              s -> OptionText.of(s.score().nameWeight()),
              (s, v) -> named(s, OptionText.number(v)))
          .add("background", s -> background(s.background()), SettingsTable::background)
          .add("refinement", s -> refinement(s.refinement()), SettingsTable::refinement)
          .add(
              "steady",
              s -> OptionText.of(s.steady()),
              (s, v) -> s.with(OptionText.constant(Steadiness.class, v)));

  private SettingsTable() {}

  /** The limit of the long side rises with the short side; it stands behind it in the table. */
  private static SegmentationSettings shortSide(SegmentationSettings s, String text) {
    int shortSide = OptionText.integer(text);
    return sized(s, shortSide, Math.max(shortSide, s.maxLongSide()), s.windowing());
  }

  private static SegmentationSettings sized(
      SegmentationSettings s, int shortSide, int maxLongSide, Windowing windowing) {
    return new SegmentationSettings(
        shortSide,
        maxLongSide,
        windowing,
        s.regions(),
        s.score(),
        s.background(),
        s.refinement(),
        s.steady());
  }

  private static SegmentationSettings regions(SegmentationSettings s, RegionSettings regions) {
    return new SegmentationSettings(
        s.shortSide(),
        s.maxLongSide(),
        s.windowing(),
        regions,
        s.score(),
        s.background(),
        s.refinement(),
        s.steady());
  }

  private static SegmentationSettings scored(
      SegmentationSettings s, double localWeight, LocalTerm local, GlobalTerm global) {
    return scored(s, new ScoreSettings(localWeight, local, global, s.score().nameWeight()));
  }

  private static SegmentationSettings named(SegmentationSettings s, double nameWeight) {
    ScoreSettings score = s.score();
    return scored(
        s,
        new ScoreSettings(score.localWeight(), score.localTerm(), score.globalTerm(), nameWeight));
  }

  private static SegmentationSettings scored(SegmentationSettings s, ScoreSettings score) {
    return new SegmentationSettings(
        s.shortSide(),
        s.maxLongSide(),
        s.windowing(),
        s.regions(),
        score,
        s.background(),
        s.refinement(),
        s.steady());
  }

  private static SegmentationSettings last(
      SegmentationSettings s, BackgroundSettings background, Refinement refinement) {
    return new SegmentationSettings(
        s.shortSide(),
        s.maxLongSide(),
        s.windowing(),
        s.regions(),
        s.score(),
        background,
        refinement);
  }

  private static SegmentationSettings background(SegmentationSettings s, String text) {
    OptionText option = OptionText.parse(text);
    Strategy strategy = OptionText.constant(Strategy.class, option.name());
    BackgroundSettings background =
        switch (strategy) {
          case NONE -> BackgroundSettings.NONE;
          case WORLD -> BackgroundSettings.world(world(option));
          default -> new BackgroundSettings(strategy, option.number("threshold", 0.5));
        };
    return last(s, option.done(background), s.refinement());
  }

  private static BackgroundSettings.World world(OptionText option) {
    BackgroundSettings.World standard = BackgroundSettings.World.STANDARD;
    return new BackgroundSettings.World(
        option.number("prior", standard.prior()),
        option.number("alike", standard.alike()),
        option.number("near", standard.near()),
        option.number("doubt", standard.doubt()),
        option.integer("nouns", standard.nouns()));
  }

  private static String background(BackgroundSettings background) {
    String name = OptionText.of(background.strategy());
    BackgroundSettings.World world = background.world();
    return switch (background.strategy()) {
      case NONE -> name;
      case WORLD ->
          OptionText.of(
              name,
              "prior",
              world.prior(),
              "alike",
              world.alike(),
              "near",
              world.near(),
              "doubt",
              world.doubt(),
              "nouns",
              world.nouns());
      default -> OptionText.of(name, "threshold", background.threshold());
    };
  }

  private static SegmentationSettings refinement(SegmentationSettings s, String text) {
    OptionText option = OptionText.parse(text);
    Refinement refinement =
        switch (option.name()) {
          case "none" -> new NoRefinement();
          case "pamr" ->
              new PamrParameters(
                  option.integer("iterations", PamrParameters.RELEASED.iterations()),
                  dilations(option.text("dilations", dilations(PamrParameters.RELEASED))));
          default ->
              throw new IllegalArgumentException(
                  "expected none or pamr, got '%s'".formatted(option.name()));
        };
    return last(s, s.background(), option.done(refinement));
  }

  private static String refinement(Refinement refinement) {
    return refinement instanceof PamrParameters pamr
        ? OptionText.of("pamr", "iterations", pamr.iterations(), "dilations", dilations(pamr))
        : "none";
  }

  private static List<Integer> dilations(String text) {
    return Arrays.stream(text.split("\\+", -1)).map(OptionText::integer).toList();
  }

  private static String dilations(PamrParameters pamr) {
    return pamr.dilations().stream().map(String::valueOf).collect(Collectors.joining("+"));
  }
}
