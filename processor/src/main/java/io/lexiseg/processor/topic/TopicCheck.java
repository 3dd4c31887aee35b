package io.lexiseg.processor.topic;

import io.lexiseg.schemas.TopicDefinition;
import io.lexiseg.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** Compares the topics of a cluster with what a processor needs, and says how to mend it. */
final class TopicCheck {
  private static final String LIMIT = "max.message.bytes";

  private TopicCheck() {}

  /**
   * Everything that is wrong, a line each, then what to do; empty: nothing is wrong.
   *
   * @param found limits of the topics that exist, bytes
   * @param changelogs limits of changelogs of vocabularies that exist, bytes
   */
  static Optional<String> problems(
      Map<String, Integer> found, Map<String, Integer> changelogs, String bootstrap) {
    List<String> lines = new ArrayList<>();
    List<String> mends = new ArrayList<>();
    missing(found).ifPresent(lines::add);
    if (!lines.isEmpty()) {
      mends.add("./lexiseg topics create --bootstrap " + bootstrap);
    }
    int before = lines.size();
    for (TopicDefinition topic : Topics.all()) {
      check(topic.name(), found, limit(topic), lines);
    }
    if (lines.size() > before) {
      mends.add("./lexiseg topics create --alter --bootstrap " + bootstrap);
    }
    for (String name : new TreeSet<>(changelogs.keySet())) {
      if (check(name, changelogs, Topics.MAX_VOCABULARY_BYTES, lines)) {
        mends.add(
            "kafka-configs.sh --bootstrap-server %s --alter --entity-type topics --entity-name %s"
                    .formatted(bootstrap, name)
                + " --add-config %s=%d".formatted(LIMIT, Topics.MAX_VOCABULARY_BYTES));
      }
    }
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.join("\n  ", lines) + "\nmend it with:\n  " + String.join("\n  ", mends));
  }

  /** Names what is not there. */
  static Optional<String> missing(Map<String, Integer> found) {
    List<String> missing =
        Topics.all().stream()
            .map(TopicDefinition::name)
            .filter(name -> !found.containsKey(name))
            .toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("missing: " + String.join(", ", missing));
  }

  private static int limit(TopicDefinition topic) {
    return Integer.parseInt(Objects.requireNonNull(topic.config().get(LIMIT)));
  }

  private static boolean check(
      String name, Map<String, Integer> found, int expected, List<String> lines) {
    Integer limit = found.get(name);
    if (limit == null || limit >= expected) {
      return false;
    }
    lines.add("%s: expected %s of at least %d, got %d".formatted(name, LIMIT, expected, limit));
    return true;
  }
}
