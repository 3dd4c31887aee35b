package io.lexiseg.processor.topology;

import io.lexiseg.processor.cluster.ClientProperties;
import io.lexiseg.processor.config.FrameSettings;
import io.lexiseg.processor.config.KafkaSettings;
import io.lexiseg.processor.config.KafkaSettings.Guarantee;
import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.processor.deadletter.DeadLetterHandler;
import io.lexiseg.processor.deadletter.DeadLetterLog;
import io.lexiseg.processor.frame.FetchedFrames;
import io.lexiseg.processor.frame.FetchedFramesInterceptor;
import io.lexiseg.processor.intake.RecordTime;
import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.processor.pace.PromptPolls;
import io.lexiseg.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The properties of Kafka Streams that follow from the configuration. */
public final class StreamsSettings {
  /** Ends the id of the application that decides on commands. */
  public static final String VOCABULARY_GROUP_SUFFIX = "-vocabulary";

  /** What a stream thread goes by; its consumer gets another one from PacedClients. */
  private static final String STREAM_POLL_INTERVAL =
      StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG);

  private static final String READ_COMMITTED = "read_committed";

  private static final int FRAME_COMMIT_MILLIS = 100;

  /** Each commit costs a marker in every partition written to; quick records share it. */
  private static final int SLOW_COMMIT_MILLIS = 500;

  /** Nobody sees a result before it is committed, and a commit waits for none. */
  private static final int SLOW_LINGER_MILLIS = 100;

  /**
   * A stream thread polls when half of it has passed, so that it sees records of a partition soon,
   * however many of another one wait in its buffers. Its own topics have to be made as quickly.
   */
  private static final int SLOW_POLL_MILLIS = 2_000;

  /** A command is seen when it is committed, and there are few. */
  private static final int VOCABULARY_COMMIT_MILLIS = 20;

  /**
   * A broker answers one fetch at a time. One that was sent while a full partition was paused does
   * not ask for it, and holds up the next one that does.
   */
  private static final int FETCH_WAIT_MILLIS = 50;

  private static final int SESSION_MILLIS = 10_000;
  private static final int MIN_FETCH_BYTES = 1 << 20;
  private static final int MAX_FETCH_BYTES = 50 << 20;
  private static final int MAX_BUFFERED_RECORDS = 16;

  private StreamsSettings() {}

  /** Settings of the frame topology. */
  static Properties frames(
      ProcessorConfig config, ProcessorMetrics metrics, FetchedFrames fetched) {
    Map<String, Object> settings =
        common(config.kafka(), config.kafka().guarantee(), Topics.FRAME_GROUP_SUFFIX);
    settings.putIfAbsent(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, FRAME_COMMIT_MILLIS);
    fetchPromptly(settings);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.frames().threads());
    // A newcomer takes its share at once: it reads few waiting frames, however long their topic is.
    settings.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, Long.MAX_VALUE);
    settings.putAll(buffers(config.frames()));
    settings.putAll(deadLetters(Set.of(Topics.FRAMES), metrics));
    settings.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
        FetchedFramesInterceptor.class.getName());
    settings.put(
        StreamsConfig.mainConsumerPrefix(FetchedFramesInterceptor.FETCHED_FRAMES), fetched);
    settings.put(STREAM_POLL_INTERVAL, Math.toIntExact(PromptPolls.interval().toMillis()));
    return properties(settings);
  }

  /**
   * As the other, with clients named after the instance: the members of the group say which
   * instances there are.
   */
  public static Properties frames(
      ProcessorConfig config, ProcessorMetrics metrics, FetchedFrames fetched, String instanceId) {
    Properties settings = frames(config, metrics, fetched);
    settings.put(StreamsConfig.CLIENT_ID_CONFIG, instanceId + Topics.FRAME_GROUP_SUFFIX);
    return settings;
  }

  /**
   * Settings of the vocabulary topology. It runs exactly-once whatever holds for frames: what a
   * command changes in the stores and what is told of it come together or not at all.
   */
  public static Properties vocabulary(ProcessorConfig config, ProcessorMetrics metrics) {
    Map<String, Object> settings =
        common(config.kafka(), Guarantee.EXACTLY_ONCE, VOCABULARY_GROUP_SUFFIX);
    settings.putIfAbsent(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, VOCABULARY_COMMIT_MILLIS);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    settings.putAll(deadLetters(Set.of(Topics.VOCABULARY_COMMANDS, Topics.ZONE_COMMANDS), metrics));
    return properties(settings);
  }

  /**
   * Settings of a topology of another service, which runs exactly-once.
   *
   * @param part ends the id of the application
   * @param threads at least 1
   * @param sources topics whose bad records become dead letters
   */
  public static Properties service(
      KafkaSettings kafka,
      String part,
      int threads,
      Set<String> sources,
      ProcessorMetrics metrics) {
    Map<String, Object> settings = common(kafka, Guarantee.EXACTLY_ONCE, part);
    settings.putIfAbsent(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, FRAME_COMMIT_MILLIS);
    fetchPromptly(settings);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    settings.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, Long.MAX_VALUE);
    settings.putAll(deadLetters(sources, metrics));
    return properties(settings);
  }

  /**
   * As the other, for records that may take seconds each. Its clients are {@link
   * io.lexiseg.processor.pace.PacedClients}.
   */
  public static Properties slowService(
      KafkaSettings kafka,
      String part,
      int threads,
      Set<String> sources,
      ProcessorMetrics metrics) {
    Properties settings = service(kafka, part, threads, sources, metrics);
    Map<String, Integer> defaults =
        Map.of(
            StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
            SLOW_COMMIT_MILLIS,
            StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
            SLOW_LINGER_MILLIS);
    defaults.forEach(
        (key, value) ->
            settings.put(key, kafka.clients().getOrDefault(key, String.valueOf(value))));
    settings.put(STREAM_POLL_INTERVAL, SLOW_POLL_MILLIS);
    return settings;
  }

  /** Settings of a producer beside the topologies. */
  public static Map<String, Object> producer(KafkaSettings kafka) {
    Map<String, Object> settings = new ClientProperties(kafka.clients()).producer();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    return settings;
  }

  /** Settings of a client that asks brokers about themselves. */
  public static Map<String, Object> admin(KafkaSettings kafka) {
    Map<String, Object> settings = new ClientProperties(kafka.clients()).admin();
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    return settings;
  }

  /** Settings of a consumer without a group beside the topologies. */
  public static Map<String, Object> consumer(KafkaSettings kafka) {
    Map<String, Object> settings = new ClientProperties(kafka.clients()).consumer();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, READ_COMMITTED);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return settings;
  }

  /** As the other, in the group that decides on commands, of which it only asks the offsets. */
  public static Map<String, Object> vocabularyReader(KafkaSettings kafka) {
    Map<String, Object> settings = consumer(kafka);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, kafka.applicationId() + VOCABULARY_GROUP_SUFFIX);
    settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    return settings;
  }

  /** Tables change rarely, and broker and client are busy with each fetch: theirs may wait. */
  private static void fetchPromptly(Map<String, Object> settings) {
    String name = ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG;
    if (!settings.containsKey(name) && !settings.containsKey(StreamsConfig.consumerPrefix(name))) {
      settings.putIfAbsent(StreamsConfig.mainConsumerPrefix(name), FETCH_WAIT_MILLIS);
      settings.putIfAbsent(StreamsConfig.restoreConsumerPrefix(name), FETCH_WAIT_MILLIS);
    }
  }

  private static Map<String, Object> common(KafkaSettings kafka, Guarantee guarantee, String part) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(StreamsConfig.POLL_MS_CONFIG, 20);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 2);
    // Heartbeats have a thread of their own: slow frames do not hold them up.
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
    settings.putAll(kafka.clients());
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, kafka.applicationId() + part);
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    settings.put(
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
        guarantee == Guarantee.EXACTLY_ONCE
            ? StreamsConfig.EXACTLY_ONCE_V2
            : StreamsConfig.AT_LEAST_ONCE);
    // Of what a transaction takes back nobody may have seen anything, whatever holds for frames.
    settings.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), READ_COMMITTED);
    if (guarantee == Guarantee.EXACTLY_ONCE) {
      // The first batch of a transaction may be told to wait; one that overtakes it is refused.
      settings.putIfAbsent(
          StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
    }
    settings.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, RecordTime.class);
    settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        Topics.MAX_DEAD_LETTER_BYTES);
    kafka
        .instanceId()
        .ifPresent(
            id ->
                settings.put(
                    StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), id));
    return settings;
  }

  // The switch for tables is deprecated because it becomes the only behaviour; until then it is
  // off.
  @SuppressWarnings("deprecation")
  private static Map<String, Object> deadLetters(Set<String> sources, ProcessorMetrics metrics) {
    return Map.of(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        DeadLetterHandler.class,
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
        DeadLetterHandler.class,
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG,
        true,
        DeadLetterHandler.SOURCES,
        sources,
        DeadLetterHandler.TOPIC,
        Topics.DEAD_LETTERS,
        DeadLetterHandler.METRICS,
        metrics,
        DeadLetterHandler.LOG,
        new DeadLetterLog(System::nanoTime));
  }

  /**
   * Kafka counts waiting records, not their bytes. A thread's share goes in equal parts to what the
   * consumer fetches ahead, to what it handed over at once, and to what still waited then, one
   * partition reckoned with the largest frame. How many frames it hands over is not bounded: the
   * policy {@code latest} can only leave out what it sees.
   */
  private static Map<String, Object> buffers(FrameSettings frames) {
    long part = frames.bufferBytes() / frames.threads() / 3;
    long fetchBytes = Math.max(MIN_FETCH_BYTES, Math.min(MAX_FETCH_BYTES, part));
    long records = Math.max(1, Math.min(MAX_BUFFERED_RECORDS, part / frames.maxBytes()));
    return Map.of(
        StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG,
        Math.toIntExact(records),
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG),
        Math.toIntExact(fetchBytes),
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
        Math.toIntExact(fetchBytes));
  }

  private static Properties properties(Map<String, Object> settings) {
    Properties properties = new Properties();
    properties.putAll(settings);
    return properties;
  }
}
