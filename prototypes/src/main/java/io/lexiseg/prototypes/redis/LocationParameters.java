package io.lexiseg.prototypes.redis;

import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.redis.VectorIndexSettings.Algorithm;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The parameters behind the question mark of a location. */
final class LocationParameters {
  private static final Set<String> KNOWN =
      Set.of(
          "index",
          "generation",
          "namespace",
          "algorithm",
          "keys",
          "prototypes",
          "recall",
          "exploration",
          "password-file",
          "password-env",
          "trust",
          Timeout.CONNECT.parameter(),
          Timeout.COMMAND.parameter(),
          Timeout.SEARCH.parameter());

  private final Map<String, String> values;

  private LocationParameters(Map<String, String> values) {
    this.values = values;
  }

  static LocationParameters parse(String query) {
    Map<String, String> values = query.isEmpty() ? Map.of() : split(query);
    if (!values.containsKey("index") || !KNOWN.containsAll(values.keySet())) {
      throw new IllegalArgumentException(
          "redis index: expected redis://host:port?index=NAME and of %s, got parameters %s"
              .formatted(
                  KNOWN.stream().sorted().collect(Collectors.joining(", ")), values.keySet()));
    }
    return new LocationParameters(values);
  }

  private static Map<String, String> split(String query) {
    return Arrays.stream(query.split("&"))
        .map(part -> part.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0],
                pair -> pair.length < 2 ? "" : pair[1],
                (first, second) -> {
                  throw new IllegalArgumentException(
                      "redis index: expected each parameter once, got %s and %s"
                          .formatted(first, second));
                }));
  }

  String text(String name, String usual) {
    return values.getOrDefault(name, usual);
  }

  OptionalInt number(String name) {
    return value(name, "at least 1", "[1-9][0-9]{0,8}", Integer::parseInt)
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  RedisServer server(URI address) {
    Map<Timeout, Duration> timeouts = new EnumMap<>(Timeout.class);
    for (Timeout timeout : Timeout.values()) {
      value(timeout.parameter(), "a time such as 500ms or 10s", "[1-9][0-9]{0,5}m?s", text -> text)
          .ifPresent(text -> timeouts.put(timeout, duration(text)));
    }
    List<Path> authorities =
        Optional.ofNullable(values.get("trust")).stream().map(Path::of).toList();
    return new RedisServer(address, secret(), authorities, timeouts);
  }

  private Secret secret() {
    if (values.containsKey("password-file") && values.containsKey("password-env")) {
      throw new IllegalArgumentException(
          "redis index: expected password-file or password-env, got both");
    }
    return Optional.ofNullable(values.get("password-file"))
        .map(file -> new Secret(Secret.Source.FILE, file))
        .or(
            () ->
                Optional.ofNullable(values.get("password-env"))
                    .map(variable -> new Secret(Secret.Source.ENVIRONMENT, variable)))
        .orElse(Secret.IN_ADDRESS);
  }

  VectorIndexSettings vectors() {
    VectorIndexSettings usual =
        VectorIndexSettings.of(choice("algorithm", Algorithm.values(), Algorithm.FLAT))
            .keptAs(
                choice("keys", ComponentType.values(), ComponentType.FLOAT32),
                choice("prototypes", ComponentType.values(), ComponentType.FLOAT32));
    return value("recall", "a share such as 0.97", "0\\.[0-9]{1,6}|1", Double::parseDouble)
        .map(usual::withRecall)
        .orElse(usual);
  }

  private <T extends Enum<T>> T choice(String name, T[] choices, T usual) {
    String words =
        Arrays.stream(choices)
            .map(choice -> choice.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining("|"));
    return value(
            name,
            words.replace("|", " or "),
            words,
            text -> Enum.valueOf(usual.getDeclaringClass(), text.toUpperCase(Locale.ROOT)))
        .orElse(usual);
  }

  private static Duration duration(String text) {
    return text.endsWith("ms")
        ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
        : Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
  }

  private <T> Optional<T> value(
      String name, String expected, String form, Function<String, T> reading) {
    String text = values.get(name);
    if (text == null) {
      return Optional.empty();
    }
    if (!text.matches(form)) {
      throw new IllegalArgumentException(
          "redis index: expected %s of %s, got '%s'".formatted(name, expected, text));
    }
    return Optional.of(reading.apply(text));
  }
}
