package io.lexiseg.demo.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers requests as Confluent's registry does; answers are maps, lists and values for JSON. */
final class RegistryRoutes {
  private final SchemaCatalog catalog;

  RegistryRoutes(SchemaCatalog catalog) {
    this.catalog = catalog;
  }

  /** Returns the answer; throws {@link RegistryException} for everything that gets an error. */
  Object answer(Request request) {
    if (request.path().isEmpty()) {
      return Map.of();
    }
    return switch (request.path().get(0)) {
      case "subjects" -> subjects(request);
      case "schemas" -> schemas(request);
      case "config" -> config(request);
      case "mode" -> mode(request);
      case "compatibility" -> compatibility(request);
      default -> throw unknown(request);
    };
  }

  private Object subjects(Request request) {
    if (request.is("GET", "subjects")) {
      return catalog.subjects();
    }
    if (request.is("POST", "subjects", "*")) {
      return described(catalog.lookUp(request.path().get(1), request.schema()));
    }
    if (request.is("DELETE", "subjects", "*")) {
      return catalog.delete(request.path().get(1));
    }
    if (request.is("GET", "subjects", "*", "versions")) {
      return catalog.versions(request.path().get(1));
    }
    if (request.is("POST", "subjects", "*", "versions")) {
      RegisteredSchema registered = catalog.register(request.path().get(1), request.schema());
      return Map.of("id", registered.id(), "version", registered.version());
    }
    if (request.is("GET", "subjects", "*", "versions", "*")) {
      return described(catalog.version(request.path().get(1), request.path().get(3)));
    }
    if (request.is("GET", "subjects", "*", "versions", "*", "schema")) {
      return catalog.version(request.path().get(1), request.path().get(3)).schema().toString();
    }
    if (request.is("DELETE", "subjects", "*", "versions", "*")) {
      return catalog.deleteVersion(request.path().get(1), request.path().get(3));
    }
    throw unknown(request);
  }

  private Object schemas(Request request) {
    if (request.is("GET", "schemas", "types")) {
      return List.of("AVRO");
    }
    if (request.is("GET", "schemas", "ids", "*")) {
      return Map.of("schema", catalog.byId(request.path().get(2)).toString());
    }
    if (request.is("GET", "schemas", "ids", "*", "schema")) {
      return catalog.byId(request.path().get(2)).toString();
    }
    if (request.is("GET", "schemas", "ids", "*", "subjects")) {
      return catalog.usesOf(request.path().get(2)).stream().map(RegisteredSchema::subject).toList();
    }
    if (request.is("GET", "schemas", "ids", "*", "versions")) {
      return catalog.usesOf(request.path().get(2)).stream()
          .map(use -> Map.of("subject", use.subject(), "version", use.version()))
          .toList();
    }
    throw unknown(request);
  }

  private Object config(Request request) {
    if (request.is("GET", "config")) {
      return Map.of("compatibilityLevel", catalog.globalLevel());
    }
    if (request.is("PUT", "config")) {
      CompatibilityLevel level = CompatibilityLevel.parse(request.text("compatibility"));
      catalog.setGlobalLevel(level);
      return Map.of("compatibility", level);
    }
    String subject = request.path().size() > 1 ? request.path().get(1) : "";
    if (request.is("GET", "config", "*")) {
      return Map.of(
          "compatibilityLevel",
          catalog
              .ownLevel(subject)
              .orElseThrow(() -> RegistryException.levelNotConfigured(subject)));
    }
    if (request.is("PUT", "config", "*")) {
      CompatibilityLevel level = CompatibilityLevel.parse(request.text("compatibility"));
      catalog.setLevel(subject, level);
      return Map.of("compatibility", level);
    }
    if (request.is("DELETE", "config", "*")) {
      return Map.of("compatibility", catalog.resetLevel(subject));
    }
    throw unknown(request);
  }

  private static Object mode(Request request) {
    if (request.is("GET", "mode") || request.is("GET", "mode", "*")) {
      return Map.of("mode", "READWRITE");
    }
    throw unknown(request);
  }

  private Object compatibility(Request request) {
    Optional<String> version;
    if (request.is("POST", "compatibility", "subjects", "*", "versions")) {
      version = Optional.empty();
    } else if (request.is("POST", "compatibility", "subjects", "*", "versions", "*")) {
      version = Optional.of(request.path().get(4));
    } else {
      throw unknown(request);
    }
    List<String> faults = catalog.faults(request.path().get(2), version, request.schema());
    return Map.of("is_compatible", faults.isEmpty(), "messages", faults);
  }

  private static Map<String, Object> described(RegisteredSchema schema) {
    return Map.of(
        "subject",
        schema.subject(),
        "version",
        schema.version(),
        "id",
        schema.id(),
        "schema",
        schema.schema().toString());
  }

  private static RegistryException unknown(Request request) {
    return RegistryException.noSuchResource(
        request.method(), "/" + String.join("/", request.path()));
  }
}
