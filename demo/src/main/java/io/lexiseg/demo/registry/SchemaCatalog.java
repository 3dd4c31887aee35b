package io.lexiseg.demo.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Subjects with their versions, ids and levels. Thread-safe: one request at a time. */
final class SchemaCatalog {
  private final Map<String, NavigableMap<Integer, RegisteredSchema>> subjects = new TreeMap<>();
  private final Map<String, Integer> lastVersions = new HashMap<>();
  private final Map<String, CompatibilityLevel> levels = new HashMap<>();
  private final Map<String, Integer> idsBySchema = new HashMap<>();
  private final List<Schema> schemasById = new ArrayList<>();
  private CompatibilityLevel globalLevel = CompatibilityLevel.BACKWARD;

  synchronized List<String> subjects() {
    return List.copyOf(subjects.keySet());
  }

  /** Registers a schema; the same schema again keeps its id and version. */
  synchronized RegisteredSchema register(String subject, String text) {
    Schema schema = parse(text);
    Optional<RegisteredSchema> known = find(subject, schema);
    if (known.isPresent()) {
      return known.get();
    }
    List<String> faults = levelOf(subject).faults(schema, schemasOf(subject));
    if (!faults.isEmpty()) {
      throw RegistryException.incompatible(subject, String.join("; ", faults));
    }
    int version = lastVersions.merge(subject, 1, Integer::sum);
    RegisteredSchema registered = new RegisteredSchema(subject, version, idOf(schema), schema);
    subjects.computeIfAbsent(subject, unused -> new TreeMap<>()).put(version, registered);
    return registered;
  }

  synchronized RegisteredSchema lookUp(String subject, String text) {
    versionsOf(subject);
    return find(subject, parse(text))
        .orElseThrow(() -> RegistryException.schemaNotFound("under subject '" + subject + "'"));
  }

  synchronized List<Integer> versions(String subject) {
    return List.copyOf(versionsOf(subject).keySet());
  }

  /** Returns one version of a subject. {@code version} is a number or {@code latest}. */
  synchronized RegisteredSchema version(String subject, String version) {
    NavigableMap<Integer, RegisteredSchema> versions = versionsOf(subject);
    if (version.equals("latest") || version.equals("-1")) {
      return versions.lastEntry().getValue();
    }
    if (!version.matches("[1-9]\\d{0,8}")) {
      throw RegistryException.invalidVersion(version);
    }
    RegisteredSchema found = versions.get(Integer.valueOf(version));
    if (found == null) {
      throw RegistryException.versionNotFound(version);
    }
    return found;
  }

  synchronized List<Integer> delete(String subject) {
    List<Integer> versions = versions(subject);
    subjects.remove(subject);
    levels.remove(subject);
    return versions;
  }

  synchronized int deleteVersion(String subject, String version) {
    RegisteredSchema found = version(subject, version);
    NavigableMap<Integer, RegisteredSchema> versions = versionsOf(subject);
    versions.remove(found.version());
    if (versions.isEmpty()) {
      subjects.remove(subject);
    }
    return found.version();
  }

  /**
   * Returns a schema by its id, deleted ones included: records written with it must stay readable.
   */
  synchronized Schema byId(String id) {
    if (!id.matches("[1-9]\\d{0,8}") || Integer.parseInt(id) > schemasById.size()) {
      throw RegistryException.schemaNotFound(id);
    }
    return schemasById.get(Integer.parseInt(id) - 1);
  }

  /** Returns where the schema of an id is registered now. */
  synchronized List<RegisteredSchema> usesOf(String id) {
    Schema schema = byId(id);
    return subjects.keySet().stream().flatMap(s -> find(s, schema).stream()).toList();
  }

  /** Returns what breaks when the schema follows one version, or all that the level asks for. */
  synchronized List<String> faults(String subject, Optional<String> version, String text) {
    Schema schema = parse(text);
    List<Schema> compared =
        version.isPresent()
            ? List.of(version(subject, version.get()).schema())
            : schemasOf(subject);
    return levelOf(subject).faults(schema, compared);
  }

  synchronized CompatibilityLevel globalLevel() {
    return globalLevel;
  }

  synchronized void setGlobalLevel(CompatibilityLevel level) {
    globalLevel = level;
  }

  synchronized Optional<CompatibilityLevel> ownLevel(String subject) {
    return Optional.ofNullable(levels.get(subject));
  }

  synchronized void setLevel(String subject, CompatibilityLevel level) {
    levels.put(subject, level);
  }

  synchronized CompatibilityLevel resetLevel(String subject) {
    CompatibilityLevel level =
        ownLevel(subject).orElseThrow(() -> RegistryException.levelNotConfigured(subject));
    levels.remove(subject);
    return level;
  }

  private CompatibilityLevel levelOf(String subject) {
    return ownLevel(subject).orElse(globalLevel);
  }

  private NavigableMap<Integer, RegisteredSchema> versionsOf(String subject) {
    NavigableMap<Integer, RegisteredSchema> versions = subjects.get(subject);
    if (versions == null) {
      throw RegistryException.subjectNotFound(subject);
    }
    return versions;
  }

  private List<Schema> schemasOf(String subject) {
    return subjects.getOrDefault(subject, new TreeMap<>()).values().stream()
        .map(RegisteredSchema::schema)
        .toList();
  }

  private Optional<RegisteredSchema> find(String subject, Schema schema) {
    return subjects.getOrDefault(subject, new TreeMap<>()).values().stream()
        .filter(registered -> registered.schema().toString().equals(schema.toString()))
        .findFirst();
  }

  private int idOf(Schema schema) {
    return idsBySchema.computeIfAbsent(
        schema.toString(),
        unused -> {
          schemasById.add(schema);
          return schemasById.size();
        });
  }

  private static Schema parse(String text) {
    try {
      return new Schema.Parser().parse(text);
    } catch (AvroRuntimeException e) {
      throw RegistryException.invalidSchema(String.valueOf(e.getMessage()));
    }
  }
}
