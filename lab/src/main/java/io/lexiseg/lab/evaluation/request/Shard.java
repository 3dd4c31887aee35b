package io.lexiseg.lab.evaluation.request;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One of several parts of a list; every {@code count}-th item, so that parts are alike.
 *
 * @param number which part, 1..count
 * @param count parts
 */
public record Shard(int number, int count) {
  /** All of it. */
  public static final Shard WHOLE = new Shard(1, 1);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the number is not in 1..count
   */
  public Shard {
    if (number < 1 || number > count) {
      throw new IllegalArgumentException(
          "shard: expected NUMBER/COUNT such as 2/4, got %d/%d".formatted(number, count));
    }
  }

  /**
   * Reads {@code 2/4}.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Shard parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "shard: expected NUMBER/COUNT such as 2/4, got '%s'".formatted(text));
    }
    return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** The items of this part, in order. */
  public <T> List<T> of(List<T> items) {
    return IntStream.range(0, items.size())
        .filter(i -> i % count == number - 1)
        .mapToObj(items::get)
        .toList();
  }

  /** Whether it is the only one. */
  public boolean isWhole() {
    return count == 1;
  }
}
