package io.lexiseg.vision.pack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One JSON object being read: every accessor notes a problem instead of throwing and returns a
 * stand-in, so that one reading finds all problems.
 */
public final class JsonFields {
  private static final String STAND_IN = "?";

  private final String path;
  private final JsonNode node;
  private final List<String> problems;
  private final int problemsBefore;
  private final Set<String> read = new HashSet<>();

  public JsonFields(String path, JsonNode node, List<String> problems) {
    this.path = path;
    this.node = node;
    this.problems = problems;
    this.problemsBefore = problems.size();
    if (!node.isObject()) {
      problem(path.isEmpty() ? "the document" : path, "an object", node);
    }
  }

  public String text(String name) {
    return text(name, "a non-empty string", value -> !value.isBlank());
  }

  String text(String name, String expected, Predicate<String> accepted) {
    JsonNode value = field(name);
    if (value.isTextual() && accepted.test(value.textValue())) {
      return value.textValue();
    }
    problem(at(name), expected, value);
    return STAND_IN;
  }

  /** Text that may be left out; then {@code otherwise}. */
  String text(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  public int integer(String name, int least) {
    JsonNode value = field(name);
    if (value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= least) {
      return value.intValue();
    }
    problem(at(name), "an integer >= " + least, value);
    return least;
  }

  public int integer(String name, int least, int otherwise) {
    return has(name) ? integer(name, least) : otherwise;
  }

  public long size(String name) {
    JsonNode value = field(name);
    if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0) {
      return value.longValue();
    }
    problem(at(name), "an integer >= 0", value);
    return 0;
  }

  public double number(String name) {
    JsonNode value = field(name);
    if (value.isNumber()) {
      return value.doubleValue();
    }
    problem(at(name), "a number", value);
    return 1;
  }

  OptionalDouble optionalNumber(String name) {
    return has(name) ? OptionalDouble.of(number(name)) : OptionalDouble.empty();
  }

  boolean flag(String name, boolean otherwise) {
    JsonNode value = field(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      problem(at(name), "true or false", value);
    }
    return value.booleanValue();
  }

  public List<Double> numbers(String name, int count) {
    JsonNode value = field(name);
    List<Double> numbers = new ArrayList<>();
    value.forEach(element -> numbers.add(element.doubleValue()));
    if (!value.isArray() || numbers.size() != count || !allOf(value, JsonNode::isNumber)) {
      problem(at(name), "an array of %d numbers".formatted(count), value);
    }
    return numbers;
  }

  /** An array of whole numbers, not empty. */
  public List<Long> integers(String name, long least) {
    JsonNode value = field(name);
    List<Long> numbers = new ArrayList<>();
    value.forEach(element -> numbers.add(Math.max(least, element.longValue())));
    if (!value.isArray()
        || numbers.isEmpty()
        || !allOf(value, element -> element.canConvertToLong() && element.longValue() >= least)) {
      problem(at(name), "an array of integers >= " + least, value);
    }
    return numbers;
  }

  public List<String> texts(String name) {
    JsonNode value = field(name);
    List<String> texts = new ArrayList<>();
    value.forEach(element -> texts.add(element.asText()));
    if (!value.isArray() || texts.isEmpty() || !allOf(value, JsonNode::isTextual)) {
      problem(at(name), "an array of strings", value);
    }
    return texts;
  }

  /** A constant, written in lower case with {@code -} for {@code _}. */
  public <E extends Enum<E>> E constant(String name, Class<E> type) {
    JsonNode value = field(name);
    for (E constant : type.getEnumConstants()) {
      if (spelling(constant).equals(value.textValue())) {
        return constant;
      }
    }
    problem(
        at(name),
        Arrays.stream(type.getEnumConstants())
            .map(JsonFields::spelling)
            .collect(Collectors.joining(", ", "one of ", "")),
        value);
    return type.getEnumConstants()[0];
  }

  public JsonFields object(String name) {
    return new JsonFields(at(name), field(name), problems);
  }

  public boolean has(String name) {
    return !field(name).isMissingNode();
  }

  boolean isObject(String name) {
    return field(name).isObject();
  }

  /** Notes a problem if a field is not there. */
  void require(String name) {
    if (!has(name)) {
      problem(at(name), "a value", field(name));
    }
  }

  /** A string as it is, a number or a flag as JSON writes it. */
  Optional<String> scalar(String name) {
    JsonNode value = field(name);
    if (value.isValueNode() && !value.isNull()) {
      return Optional.of(value.asText());
    }
    problem(at(name), "a string or a number", value);
    return Optional.empty();
  }

  boolean isTextual(String name) {
    return field(name).isTextual();
  }

  /** Names of this object's own fields, all counted as known. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    read.addAll(names);
    return names;
  }

  public void problem(String name, String message) {
    problems.add(at(name) + ": " + message);
  }

  /** Notes unknown fields, then makes the value unless this object had a problem. */
  public <T> Optional<T> build(Supplier<T> value) {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!read.contains(name)) {
                problems.add("%s: unknown key".formatted(at(name)));
              }
            });
    if (problems.size() > problemsBefore) {
      return Optional.empty();
    }
    try {
      return Optional.of(value.get());
    } catch (IllegalArgumentException e) {
      problems.add("%s: %s".formatted(path, e.getMessage()));
      return Optional.empty();
    }
  }

  private JsonNode field(String name) {
    read.add(name);
    return node.path(name);
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private void problem(String where, String expected, JsonNode found) {
    problems.add(
        "%s: expected %s, got %s"
            .formatted(where, expected, found.isMissingNode() ? "nothing" : found));
  }

  private static boolean allOf(JsonNode array, Predicate<JsonNode> condition) {
    for (JsonNode element : array) {
      if (!condition.test(element)) {
        return false;
      }
    }
    return true;
  }

  static String spelling(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
