package io.lexiseg.cli.access;

import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.lexiseg.indexbuilder.service.BuilderNeeds;
import io.lexiseg.processor.cluster.ProcessorTopics;
import io.lexiseg.processor.topology.ClusterNeeds;
import io.lexiseg.schemas.TopicDefinition;
import io.lexiseg.schemas.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The least rights of each role. Reading and writing a topic include describing it; a producer that
 * may write any topic needs no right on the cluster.
 */
public final class AccessRights {
  private static final String ANALYTICS_GROUPS = "analytics-";

  private final String applicationId;
  private final ProcessorTopics processor;
  private final ProcessorTopics builder;

  private AccessRights(String applicationId, ProcessorTopics processor, ProcessorTopics builder) {
    this.applicationId = applicationId;
    this.processor = processor;
    this.builder = builder;
  }

  /** Rights around a processor of this application id. */
  public static AccessRights around(String applicationId) {
    return new AccessRights(
        applicationId, ClusterNeeds.of(applicationId), BuilderNeeds.of(applicationId));
  }

  /** What a role needs, and nothing else. */
  public List<AccessRight> of(Role role) {
    return switch (role) {
      case PROCESSOR -> service(processor);
      case BUILDER -> service(builder);
      case CAMERA -> topics(List.of(Topics.FRAMES), WRITE);
      case OPERATOR -> operator();
      case VIEWER ->
          topics(
              List.of(
                  Topics.FRAMES,
                  Topics.MASKS,
                  Topics.MASK_STATISTICS,
                  Topics.FRAME_DROPS,
                  Topics.DEAD_LETTERS,
                  Topics.VOCABULARIES,
                  Topics.CAMERA_BINDINGS,
                  Topics.EXEMPLARS,
                  Topics.VOCABULARY_STATUS,
                  Topics.VOCABULARY_PREVIEWS,
                  Topics.CAMERA_ZONES,
                  Topics.ZONE_ANSWERS,
                  Topics.ZONE_EVENTS),
              READ);
      case ANALYTICS -> analytics();
      case ADMIN ->
          topics(
              Stream.concat(
                      Topics.all().stream().map(TopicDefinition::name),
                      processor.and(builder).stores().stream()
                          .map(ProcessorTopics.StoreTopic::name))
                  .toList(),
              CREATE,
              DESCRIBE,
              DESCRIBE_CONFIGS,
              ALTER_CONFIGS);
    };
  }

  /** The topics whose schemas a role looks up in the registry; the admin's it registers. */
  public Set<String> subjects(Role role) {
    Set<String> names = new TreeSet<>();
    if (role == Role.PROCESSOR || role == Role.BUILDER) { // they look all up when they start
      Topics.all().stream()
          .filter(topic -> topic.valueType().isPresent())
          .forEach(topic -> names.add(topic.valueSubject()));
    }
    for (AccessRight right : of(role)) {
      Topics.all().stream()
          .filter(topic -> topic.name().equals(right.name()) && topic.valueType().isPresent())
          .forEach(topic -> names.add(topic.valueSubject()));
    }
    return names;
  }

  private static List<AccessRight> service(ProcessorTopics topics) {
    List<AccessRight> rights = new ArrayList<>();
    for (String topic : new TreeSet<>(union(topics.reads(), topics.writes()))) {
      Set<AclOperation> operations = new TreeSet<>();
      if (topics.reads().contains(topic)) {
        operations.add(READ);
      }
      if (topics.writes().contains(topic)) {
        operations.add(WRITE);
        operations.add(DESCRIBE_CONFIGS);
      }
      rights.add(new AccessRight(ResourceType.TOPIC, topic, false, operations));
    }
    topics.stores().forEach(store -> rights.add(AccessRight.topic(store.name(), READ, WRITE)));
    for (String application : topics.applications()) {
      rights.add(AccessRight.group(application, READ));
      rights.add(
          AccessRight.beginning(ResourceType.TRANSACTIONAL_ID, application + "-", WRITE, DESCRIBE));
    }
    return rights;
  }

  private List<AccessRight> operator() {
    List<AccessRight> rights =
        new ArrayList<>(
            topics(
                List.of(
                    Topics.VOCABULARY_COMMANDS, Topics.ZONE_COMMANDS, Topics.PROTOTYPE_REQUESTS),
                WRITE));
    rights.addAll(
        topics(
            List.of(
                Topics.VOCABULARIES,
                Topics.CAMERA_BINDINGS,
                Topics.EXEMPLARS,
                Topics.VOCABULARY_STATUS,
                Topics.VOCABULARY_PREVIEWS,
                Topics.PROTOTYPE_STATUS,
                Topics.CAMERA_ZONES,
                Topics.ZONE_ANSWERS,
                Topics.ZONE_EVENTS),
            READ));
    rights.add(AccessRight.group(applicationId + Topics.FRAME_GROUP_SUFFIX, DESCRIBE));
    return rights;
  }

  private static List<AccessRight> analytics() {
    List<AccessRight> rights =
        new ArrayList<>(
            topics(
                List.of(
                    Topics.MASKS,
                    Topics.MASK_STATISTICS,
                    Topics.FRAME_DROPS,
                    Topics.CAMERA_ZONES,
                    Topics.ZONE_EVENTS),
                READ));
    rights.add(AccessRight.beginning(ResourceType.GROUP, ANALYTICS_GROUPS, READ));
    return rights;
  }

  private static List<AccessRight> topics(List<String> names, AclOperation... operations) {
    return names.stream().map(name -> AccessRight.topic(name, operations)).toList();
  }

  private static List<String> union(Collection<String> some, Collection<String> others) {
    return Stream.of(some, others).flatMap(Collection::stream).distinct().toList();
  }
}
