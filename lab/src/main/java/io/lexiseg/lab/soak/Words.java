package io.lexiseg.lab.soak;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Things that may be on a picture. */
final class Words {
  private static final List<String> THINGS =
      List.of(
          "road",
          "sky",
          "tree",
          "car",
          "person",
          "bicycle",
          "boat",
          "river",
          "house",
          "fence",
          "traffic light",
          "dog",
          "cat",
          "bench",
          "bridge",
          "grass",
          "snow",
          "sand",
          "mountain",
          "window",
          "door",
          "roof",
          "lamp",
          "chair",
          "table",
          "truck",
          "bus",
          "horse",
          "cow",
          "bird",
          "flower",
          "rock",
          "wall",
          "tower",
          "crane",
          "tent",
          "umbrella",
          "kite",
          "snowplow",
          "zamboni",
          "Straßenbahn",
          "дерево",
          "消火栓");
  private static final List<String> KINDS =
      List.of("", "", "", "red ", "old ", "tiny ", "wet ", "broken ", "wooden ", "distant ");

  private final Random random;

  Words(Random random) {
    this.random = random;
  }

  String one() {
    return KINDS.get(random.nextInt(KINDS.size())) + THINGS.get(random.nextInt(THINGS.size()));
  }

  /** Different ones, between these counts. */
  List<String> some(int least, int most) {
    int count = least + random.nextInt(most - least + 1);
    Set<String> words = new LinkedHashSet<>();
    while (words.size() < count) {
      words.add(one());
    }
    return List.copyOf(words);
  }
}
