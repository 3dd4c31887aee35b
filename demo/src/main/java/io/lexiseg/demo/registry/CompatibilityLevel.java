package io.lexiseg.demo.registry;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/** How a new version of a schema must get along with earlier ones. */
enum CompatibilityLevel {
  NONE(false, false, false),
  BACKWARD(true, false, false),
  BACKWARD_TRANSITIVE(true, false, true),
  FORWARD(false, true, false),
  FORWARD_TRANSITIVE(false, true, true),
  FULL(true, true, false),
  FULL_TRANSITIVE(true, true, true);

  private final boolean newReadsOld;
  private final boolean oldReadsNew;
  private final boolean transitive;

  CompatibilityLevel(boolean newReadsOld, boolean oldReadsNew, boolean transitive) {
    this.newReadsOld = newReadsOld;
    this.oldReadsNew = oldReadsNew;
    this.transitive = transitive;
  }

  /** Returns the level of that name, which comes from a client. */
  static CompatibilityLevel parse(String name) {
    for (CompatibilityLevel level : values()) {
      if (level.name().equals(name)) {
        return level;
      }
    }
    throw RegistryException.invalidLevel(name);
  }

  /** Returns what breaks when the candidate follows the versions, oldest first; empty: nothing. */
  List<String> faults(Schema candidate, List<Schema> versions) {
    List<Schema> compared =
        transitive || versions.isEmpty()
            ? versions
            : versions.subList(versions.size() - 1, versions.size());
    List<String> faults = new ArrayList<>();
    for (Schema version : compared) {
      if (newReadsOld) {
        addFaults(faults, candidate, version, "new schema cannot read old data");
      }
      if (oldReadsNew) {
        addFaults(faults, version, candidate, "old schema cannot read new data");
      }
    }
    return faults;
  }

  private static void addFaults(
      List<String> faults, Schema reader, Schema writer, String direction) {
    SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities()
        .forEach(
            fault ->
                faults.add(
                    "%s: %s at %s".formatted(direction, fault.getMessage(), fault.getLocation())));
  }
}
