package io.lexiseg.schemas;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Names of all topics with their recommended settings. Record keys are UTF-8 strings. */
public final class Topics {
  /** Frames of all cameras; key camera id, value {@link Frame}. */
  public static final String FRAMES = "frames";

  /** Wishes to change vocabularies; key vocabulary id, value {@link VocabularyCommand}. */
  public static final String VOCABULARY_COMMANDS = "vocabulary-commands";

  /** Current vocabularies, compacted; key vocabulary id, value {@link Vocabulary}. */
  public static final String VOCABULARIES = "vocabularies";

  /** What vocabularies' exemplars show, compacted; key exemplar id, value {@link Exemplar}. */
  public static final String EXEMPLARS = "exemplars";

  /** Answers, compacted; key of {@link #statusKey}, value {@link VocabularyStatus}. */
  public static final String VOCABULARY_STATUS = "vocabulary-status";

  /** Cameras and their vocabularies, compacted; key camera id, value {@link CameraBinding}. */
  public static final String CAMERA_BINDINGS = "camera-bindings";

  /** Proposed categories tried on pictures; key vocabulary id, value {@link VocabularyPreview}. */
  public static final String VOCABULARY_PREVIEWS = "vocabulary-previews";

  /** Wishes to change zones; key camera id, value {@link ZoneCommand}. */
  public static final String ZONE_COMMANDS = "zone-commands";

  /** Zones of cameras, compacted; key camera id, value {@link CameraZones}. */
  public static final String CAMERA_ZONES = "camera-zones";

  /** Answers to wishes, the last of each camera, compacted; key camera id, {@link ZoneAnswer}. */
  public static final String ZONE_ANSWERS = "zone-answers";

  /** What happens in zones; key camera id, value {@link ZoneEvent}. */
  public static final String ZONE_EVENTS = "zone-events";

  /** Results; key camera id, value {@link SegmentationMask}. */
  public static final String MASKS = "masks";

  /** Results in numbers; key camera id, value {@link MaskStatistics}. */
  public static final String MASK_STATISTICS = "mask-statistics";

  /** Frames left out by policy; key camera id, value {@link FrameDrop}. */
  public static final String FRAME_DROPS = "frame-drops";

  /** Records that cannot be processed, original key and bytes, {@link DeadLetterHeaders}. */
  public static final String DEAD_LETTERS = "dead-letters";

  /** Captions to make prototypes of; key of {@link #requestKey}, {@link PrototypeRequest}. */
  public static final String PROTOTYPE_REQUESTS = "prototype-requests";

  /** As {@link #PROTOTYPE_REQUESTS}; those that wait there do not hold these up. */
  public static final String URGENT_PROTOTYPE_REQUESTS = "prototype-requests-urgent";

  /** What became of them; key index name, value {@link PrototypeOutcome}. */
  public static final String PROTOTYPE_OUTCOMES = "prototype-outcomes";

  /** Pairs for indexes; a repeat has the same key, value {@link MadePrototype}. */
  public static final String PROTOTYPES = "prototypes";

  /** Where request sets stand, compacted; key request set, value {@link RequestSetStatus}. */
  public static final String PROTOTYPE_STATUS = "prototype-status";

  /** Record key and camera id of the binding for cameras without one of their own. */
  public static final String ANY_CAMERA = "*";

  /**
   * Ends the name of the consumer group that reads {@link #FRAMES}, behind the application's id;
   * and the client ids of its members, behind the id of their instance and before that of the
   * thread.
   */
  public static final String FRAME_GROUP_SUFFIX = "-frames";

  /** Largest record of {@link #FRAMES}, {@link #MASKS} and {@link #VOCABULARY_PREVIEWS}, bytes. */
  public static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

  /**
   * Largest record of {@link #DEAD_LETTERS}, bytes: the largest frame and the headers that explain
   * it. Producers of this platform set {@code max.request.size} to it.
   */
  public static final int MAX_DEAD_LETTER_BYTES = MAX_MESSAGE_BYTES + 256 * 1024;

  /** Largest record that carries a vocabulary, bytes. */
  public static final int MAX_VOCABULARY_BYTES = 4 * 1024 * 1024;

  private static final int CAMERA_PARTITIONS = 16;

  /** A builder takes one request of each partition between commits, and one may take 25 s. */
  private static final int REQUEST_PARTITIONS = 12;

  private static final int URGENT_PARTITIONS = 4;
  private static final int INDEX_PARTITIONS = 4;
  private static final String HOUR_MILLIS = "3600000";
  private static final String TWO_WEEKS_MILLIS = "1209600000";

  /** Longer than making millions of prototypes takes: they are read when their set is complete. */
  private static final String SIXTY_DAYS_MILLIS = "5184000000";

  // Commands and what they change have one partition: two vocabularies may claim the same camera,
  // and every reader must see those commands in one order.
  private static final List<TopicDefinition> ALL =
      List.of(
          cameraTopic(FRAMES, Frame.class, MAX_MESSAGE_BYTES, "uncompressed", HOUR_MILLIS),
          new TopicDefinition(
              VOCABULARY_COMMANDS,
              1,
              Map.of(
                  "max.message.bytes",
                  String.valueOf(MAX_VOCABULARY_BYTES),
                  "retention.ms",
                  TWO_WEEKS_MILLIS),
              Optional.of(VocabularyCommand.class)),
          compacted(VOCABULARIES, Vocabulary.class),
          compacted(EXEMPLARS, Exemplar.class),
          compacted(VOCABULARY_STATUS, VocabularyStatus.class),
          compacted(CAMERA_BINDINGS, CameraBinding.class),
          new TopicDefinition(
              VOCABULARY_PREVIEWS,
              1,
              Map.of(
                  "max.message.bytes",
                  String.valueOf(MAX_MESSAGE_BYTES),
                  "compression.type",
                  "uncompressed",
                  "retention.ms",
                  HOUR_MILLIS),
              Optional.of(VocabularyPreview.class)),
          cameraTopic(
              MASKS, SegmentationMask.class, MAX_MESSAGE_BYTES, "producer", TWO_WEEKS_MILLIS),
          cameraTopic(
              MASK_STATISTICS,
              MaskStatistics.class,
              MAX_VOCABULARY_BYTES,
              "producer",
              TWO_WEEKS_MILLIS),
          cameraTopic(
              FRAME_DROPS, FrameDrop.class, MAX_VOCABULARY_BYTES, "producer", TWO_WEEKS_MILLIS),
          kept(ZONE_COMMANDS, ZoneCommand.class, 1, TWO_WEEKS_MILLIS),
          compacted(CAMERA_ZONES, CameraZones.class),
          compacted(ZONE_ANSWERS, ZoneAnswer.class),
          cameraTopic(
              ZONE_EVENTS, ZoneEvent.class, MAX_VOCABULARY_BYTES, "producer", TWO_WEEKS_MILLIS),
          kept(PROTOTYPE_REQUESTS, PrototypeRequest.class, REQUEST_PARTITIONS, SIXTY_DAYS_MILLIS),
          kept(
              URGENT_PROTOTYPE_REQUESTS,
              PrototypeRequest.class,
              URGENT_PARTITIONS,
              TWO_WEEKS_MILLIS),
          kept(PROTOTYPE_OUTCOMES, PrototypeOutcome.class, INDEX_PARTITIONS, SIXTY_DAYS_MILLIS),
          kept(PROTOTYPES, MadePrototype.class, INDEX_PARTITIONS, SIXTY_DAYS_MILLIS),
          compacted(PROTOTYPE_STATUS, RequestSetStatus.class),
          new TopicDefinition(
              DEAD_LETTERS,
              4,
              Map.of(
                  "max.message.bytes",
                  String.valueOf(MAX_DEAD_LETTER_BYTES),
                  "retention.ms",
                  TWO_WEEKS_MILLIS),
              Optional.empty()));

  /** Instance id of answers to commands; other reports carry the id of the process. */
  public static final String ANSWERS = "commands";

  /** Instance id of what is told about prototypes on demand. */
  public static final String GENERATION = "generation";

  private Topics() {}

  /** Returns every topic of the platform. */
  public static List<TopicDefinition> all() {
    return ALL;
  }

  /**
   * Returns the definition of one topic.
   *
   * @throws IllegalArgumentException when the platform has no topic of that name
   */
  public static TopicDefinition definition(String name) {
    return ALL.stream()
        .filter(topic -> topic.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "topic: expected one of %s, got '%s'"
                        .formatted(ALL.stream().map(TopicDefinition::name).toList(), name)));
  }

  /** Returns the record key of a processor instance's report on a vocabulary. */
  public static String statusKey(String vocabularyId, String instanceId) {
    return vocabularyId + "/" + instanceId;
  }

  /** Returns the record key of a request: a repeated one comes to the same partition. */
  public static String requestKey(PrototypeRequest request) {
    return request.getRequestSet() + "/" + request.getOrdinal();
  }

  private static TopicDefinition kept(
      String name, Class<? extends SpecificRecord> type, int partitions, String retentionMillis) {
    return new TopicDefinition(
        name,
        partitions,
        Map.of(
            "max.message.bytes",
            String.valueOf(MAX_VOCABULARY_BYTES),
            "retention.ms",
            retentionMillis),
        Optional.of(type));
  }

  private static TopicDefinition cameraTopic(
      String name,
      Class<? extends SpecificRecord> type,
      int maxBytes,
      String compression,
      String retentionMillis) {
    return new TopicDefinition(
        name,
        CAMERA_PARTITIONS,
        Map.of(
            "max.message.bytes",
            String.valueOf(maxBytes),
            "compression.type",
            compression,
            "retention.ms",
            retentionMillis),
        Optional.of(type));
  }

  private static TopicDefinition compacted(String name, Class<? extends SpecificRecord> type) {
    return new TopicDefinition(
        name,
        1,
        Map.of(
            "cleanup.policy", "compact", "max.message.bytes", String.valueOf(MAX_VOCABULARY_BYTES)),
        Optional.of(type));
  }
}
