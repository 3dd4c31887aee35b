package io.lexiseg.cli.access;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;

/**
 * What somebody may do with a part of a cluster.
 *
 * @param type topic, group or transactional id
 * @param name of it
 * @param prefixed whether all are meant whose names begin so
 * @param operations what is allowed
 */
public record AccessRight(
    ResourceType type, String name, boolean prefixed, Set<AclOperation> operations) {
  /** Copies the set. */
  public AccessRight {
    operations = Set.copyOf(operations);
  }

  static AccessRight topic(String name, AclOperation... operations) {
    return new AccessRight(ResourceType.TOPIC, name, false, Set.of(operations));
  }

  static AccessRight group(String name, AclOperation... operations) {
    return new AccessRight(ResourceType.GROUP, name, false, Set.of(operations));
  }

  static AccessRight beginning(ResourceType type, String prefix, AclOperation... operations) {
    return new AccessRight(type, prefix, true, Set.of(operations));
  }

  /** As Kafka's administration client takes it. */
  public Set<AclBinding> bindings(String principal) {
    ResourcePattern pattern = new ResourcePattern(type, name, pattern());
    return operations.stream()
        .map(
            operation ->
                new AclBinding(
                    pattern,
                    new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW)))
        .collect(Collectors.toSet());
  }

  /** {@code LITERAL} or {@code PREFIXED}. */
  public PatternType pattern() {
    return prefixed ? PatternType.PREFIXED : PatternType.LITERAL;
  }

  /** Names of the operations as Kafka's tools spell them, sorted. */
  public Set<String> operationNames() {
    return operations.stream()
        .map(SecurityUtils::operationName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Arguments of Kafka's own tool behind those that say where and who. */
  public String arguments() {
    String allowed =
        operationNames().stream()
            .map(name -> "--operation " + name)
            .collect(Collectors.joining(" "));
    String option = type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return "%s --%s %s%s"
        .formatted(allowed, option, name, prefixed ? " --resource-pattern-type prefixed" : "");
  }
}
