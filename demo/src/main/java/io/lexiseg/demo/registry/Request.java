package io.lexiseg.demo.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * One question to the registry.
 *
 * @param method HTTP method
 * @param path decoded segments of the path
 * @param body text of the body, empty when there is none
 */
record Request(String method, List<String> path, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  Request {
    path = List.copyOf(path);
  }

  /** Tells whether method and path fit; {@code *} stands for any one segment. */
  boolean is(String expectedMethod, String... segments) {
    if (!method.equals(expectedMethod) || path.size() != segments.length) {
      return false;
    }
    for (int i = 0; i < segments.length; i++) {
      if (!segments[i].equals("*") && !segments[i].equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Returns a text field of the body. */
  String text(String field) {
    try {
      JsonNode value = JSON.readTree(body).path(field);
      if (!value.isTextual()) {
        throw RegistryException.badRequest(
            "expected a JSON object with a text '%s', got %s".formatted(field, value));
      }
      return value.textValue();
    } catch (JsonProcessingException e) {
      throw RegistryException.badRequest(
          "expected a JSON object with a text '%s': %s".formatted(field, e.getOriginalMessage()));
    }
  }

  /** Returns the schema in the body; only Avro is known here. */
  String schema() {
    String text = text("schema");
    if (body.contains("\"schemaType\"") && !text("schemaType").equals("AVRO")) {
      throw RegistryException.invalidSchema("expected AVRO, got " + text("schemaType"));
    }
    return text;
  }
}
