package io.lexiseg.cli.vocabulary;

import io.lexiseg.cli.failure.FailedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A value of a YAML file. Scalars are the text that is written: {@code no}, {@code 1.50} and {@code
 * null} are words like others. What is not as expected fails with line and place.
 */
final class YamlValue {
  private final YamlSource source;
  private final Node node;
  private final String place;

  private YamlValue(YamlSource source, Node node, String place) {
    this.source = source;
    this.node = node;
    this.place = place;
    if (node.getAnchor() != null) {
      throw failure("no anchors and aliases", "&" + node.getAnchor());
    }
  }

  static YamlValue root(YamlSource source, Node node) {
    return new YamlValue(source, node, "the file");
  }

  boolean isScalar() {
    return node instanceof ScalarNode;
  }

  /** The text of a scalar, which must not be blank. */
  String text() {
    if (node instanceof ScalarNode scalar) {
      String text = scalar.getValue().strip();
      if (text.isEmpty()) {
        throw failure("a name", "nothing");
      }
      return text;
    }
    throw failure("a name", kind());
  }

  /** A scalar's number. */
  float number() {
    String text = text();
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw failure("a number", "'" + text + "'");
    }
  }

  /** The items of a list. */
  List<YamlValue> items() {
    if (node instanceof SequenceNode sequence) {
      List<YamlValue> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        items.add(new YamlValue(source, item, "%s item %d".formatted(place, items.size() + 1)));
      }
      return items;
    }
    throw failure("a list", kind());
  }

  /** The texts of a list. */
  List<String> texts() {
    return items().stream().map(YamlValue::text).toList();
  }

  /** The fields of a map, each once and known. */
  Map<String, YamlValue> fields(Set<String> known) {
    if (node instanceof MappingNode mapping) {
      Map<String, YamlValue> fields = new HashMap<>();
      for (NodeTuple tuple : mapping.getValue()) {
        YamlValue key = new YamlValue(source, tuple.getKeyNode(), place);
        String name = key.text();
        if (!known.contains(name)) {
          throw key.failure("fields of " + new TreeSet<>(known), "'" + name + "'");
        }
        YamlValue value = new YamlValue(source, tuple.getValueNode(), inside(name));
        if (fields.put(name, value) != null) {
          throw key.failure("each field once", "'" + name + "' a second time");
        }
      }
      return fields;
    }
    throw failure("fields of " + new TreeSet<>(known), kind());
  }

  /** A field that must be there. */
  YamlValue required(Map<String, YamlValue> fields, String name) {
    return Optional.ofNullable(fields.get(name))
        .orElseThrow(() -> failure("the field '" + name + "'", "none"));
  }

  FailedException failure(String expected, String got) {
    return source.failure(
        node.getStartMark().getLine() + 1,
        "%s: expected %s, got %s".formatted(place, expected, got));
  }

  private String inside(String name) {
    return place.equals("the file") ? name : place + " " + name;
  }

  private String kind() {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue().isBlank() ? "nothing" : "'" + scalar.getValue() + "'";
    }
    return node instanceof SequenceNode ? "a list" : "fields";
  }
}
