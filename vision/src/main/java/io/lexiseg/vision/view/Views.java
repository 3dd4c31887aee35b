package io.lexiseg.vision.view;

import io.lexiseg.vision.option.OptionText;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The views of a window whose tokens are averaged: each scale, and each of them mirrored too.
 *
 * <p>Source: test-time augmentation as usual in semantic segmentation; not in the paper.
 *
 * @param scales factors of a window's sides, 1 to {@value #MOST} different ones, each 0.25 to 4
 * @param flip whether each is encoded mirrored left to right, too
 */
public record Views(List<Double> scales, boolean flip) {
  /** One view, the window as it is. */
  public static final Views ONE = new Views(List.of(1.0), false);

  private static final int MOST = 4;
  private static final double SMALLEST = 0.25;
  private static final double LARGEST = 4;
  private static final String NONE = "one";
  private static final String NAME = "several";
  private static final String SCALES = "scales";
  private static final String FLIP = "flip";

  public Views {
    scales = List.copyOf(scales);
    boolean allowed = scales.stream().allMatch(scale -> scale >= SMALLEST && scale <= LARGEST);
    if (scales.isEmpty()
        || scales.size() > MOST
        || scales.stream().distinct().count() < scales.size()
        || !allowed) {
      throw new IllegalArgumentException(
          "views: expected 1 to %d different scales of %s to %s, got %s"
              .formatted(MOST, SMALLEST, LARGEST, scales));
    }
  }

  /** How many pictures a window becomes. */
  public int count() {
    return flip ? 2 * scales.size() : scales.size();
  }

  /**
   * Reads what {@link #text} writes: {@code one}, or {@code several:scales=1+1.5,flip=true}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Views parse(String text) {
    OptionText option = OptionText.parse(text);
    Views views =
        switch (option.name()) {
          case NONE -> ONE;
          case NAME -> new Views(scales(option.text(SCALES, "1")), flip(option.text(FLIP, "true")));
          default ->
              throw new IllegalArgumentException(
                  "expected %s or %s, got '%s'".formatted(NONE, NAME, option.name()));
        };
    return option.done(views);
  }

  /** As a setting has it. */
  public String text() {
    String all = scales.stream().map(OptionText::of).collect(Collectors.joining("+"));
    return equals(ONE) ? NONE : OptionText.of(NAME, SCALES, all, FLIP, flip);
  }

  private static List<Double> scales(String text) {
    return Arrays.stream(text.split("\\+", -1)).map(OptionText::number).toList();
  }

  private static boolean flip(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException("expected true or false, got '%s'".formatted(text));
    };
  }
}
