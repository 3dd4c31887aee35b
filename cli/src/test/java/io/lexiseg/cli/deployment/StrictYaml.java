package io.lexiseg.cli.deployment;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.AnyType;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads YAML as an API server would: unknown keys and scalars of another type are errors. */
final class StrictYaml {
  private static final ObjectMapper RECORDS = strict(new ObjectMapper(new YAMLFactory()));
  private static final KubernetesSerialization KUBERNETES =
      new KubernetesSerialization(strict(new ObjectMapper()), true);

  private StrictYaml() {}

  /** Reads a document into a record class whose components are all the keys there are. */
  static <T> T read(String yaml, Class<T> type) throws IOException {
    return RECORDS.readValue(yaml, type);
  }

  /** Reads a document without any expectation. */
  static JsonNode tree(String yaml) throws IOException {
    return RECORDS.readTree(yaml);
  }

  /**
   * Reads a Kubernetes resource.
   *
   * @throws IllegalArgumentException when a value has another type than the API's
   */
  static Object kubernetes(String yaml) {
    Object resource = KUBERNETES.unmarshal(yaml, KubernetesResource.class);
    try {
      requireNumbers(tree(yaml), RECORDS.readTree(KUBERNETES.asJson(resource)), "");
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
    return resource;
  }

  // The model reads numbers in quotes, as Go programs write file modes; the API server does not.
  private static void requireNumbers(JsonNode written, JsonNode read, String path) {
    if (written.isTextual() && read.isNumber()) {
      throw new IllegalArgumentException(
          "%s: expected a number, found the text '%s'".formatted(path, written.asText()));
    }
    written
        .fieldNames()
        .forEachRemaining(
            name -> requireNumbers(written.get(name), read.path(name), path + "/" + name));
    for (int i = 0; written.isArray() && i < written.size(); i++) {
      requireNumbers(written.get(i), read.path(i), path + "/" + i);
    }
  }

  /** Returns the paths of keys that the API does not know; the model keeps them aside. */
  static List<String> unknownKeys(Object resource) {
    List<String> paths = new ArrayList<>();
    walk(resource, resource.getClass().getSimpleName(), paths);
    return paths;
  }

  private static ObjectMapper strict(ObjectMapper mapper) {
    mapper.enable(
        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    mapper
        .coercionConfigFor(LogicalType.Textual)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    for (LogicalType type : List.of(LogicalType.Integer, LogicalType.Float, LogicalType.Boolean)) {
      mapper.coercionConfigFor(type).setCoercion(CoercionInputShape.String, CoercionAction.Fail);
    }
    return mapper;
  }

  private static void walk(Object value, String path, List<String> paths) {
    if (value instanceof Collection<?> values) {
      int i = 0;
      for (Object element : values) {
        walk(element, "%s[%d]".formatted(path, i++), paths);
      }
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, element) -> walk(element, path + "." + key, paths));
    } else if (value instanceof KubernetesResource
        && !(value instanceof Quantity || value instanceof AnyType)) {
      for (Method method : value.getClass().getMethods()) {
        visit(value, method, path, paths);
      }
    }
  }

  private static void visit(Object owner, Method method, String path, List<String> paths) {
    boolean isGetter =
        method.getName().startsWith("get")
            && method.getParameterCount() == 0
            && !method.getName().equals("getClass");
    if (!isGetter) {
      return;
    }
    Object value;
    try {
      value = method.invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("%s of %s".formatted(method, path), e);
    }
    if (method.getName().equals("getAdditionalProperties")) {
      ((Map<?, ?>) value).keySet().forEach(key -> paths.add("%s[%s]".formatted(path, key)));
    } else if (value != null) {
      walk(value, path + "." + method.getName().substring("get".length()), paths);
    }
  }
}
