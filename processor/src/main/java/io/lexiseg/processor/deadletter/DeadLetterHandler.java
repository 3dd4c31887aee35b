package io.lexiseg.processor.deadletter;

import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.processor.topic.TopicLimits;
import io.lexiseg.recognition.pipeline.RecordException;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.UndecodableRecordException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record boundary of a topology: a fault of one record becomes a dead letter in the same
 * transaction as everything else; any other exception stops the stream with its offset uncommitted.
 * An {@code Error} never comes here.
 *
 * <p>Kafka Streams creates it; what it needs travels in the streams' configuration.
 */
public final class DeadLetterHandler
    implements DeserializationExceptionHandler, ProcessingExceptionHandler {
  /** Configuration key of the {@link Set} of topics whose bad records become dead letters. */
  public static final String SOURCES = "lexiseg.dead.letter.sources";

  /** Configuration key of the {@link ProcessorMetrics}. */
  public static final String METRICS = "lexiseg.dead.letter.metrics";

  /** Configuration key of the {@link DeadLetterLog}. */
  public static final String LOG = "lexiseg.dead.letter.log";

  /** Configuration key of the topic that takes dead letters. */
  public static final String TOPIC = "lexiseg.dead.letter.topic";

  /** Configuration key of the {@link TopicLimits}; without them those of the definitions hold. */
  public static final String LIMITS = "lexiseg.dead.letter.limits";

  private static final Logger LOGGER = LoggerFactory.getLogger(DeadLetterHandler.class);

  private Set<?> sources = Set.of();
  private String topic = "";
  private TopicLimits limits = new TopicLimits();
  private @Nullable ProcessorMetrics metrics;
  private @Nullable DeadLetterLog log;

  @Override
  public void configure(Map<String, ?> configs) {
    sources = (Set<?>) Objects.requireNonNull(configs.get(SOURCES), SOURCES);
    topic = (String) Objects.requireNonNull(configs.get(TOPIC), TOPIC);
    log = (DeadLetterLog) Objects.requireNonNull(configs.get(LOG), LOG);
    if (configs.get(LIMITS) instanceof TopicLimits known) {
      limits = known;
    }
    metrics = (ProcessorMetrics) Objects.requireNonNull(configs.get(METRICS), METRICS);
  }

  @Override
  public DeserializationExceptionHandler.Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    if (!(exception instanceof UndecodableRecordException)) {
      return DeserializationExceptionHandler.Response.fail();
    }
    return DeserializationExceptionHandler.Response.resume(
        setAside(context, "undecodable-record", exception));
  }

  @Override
  public ProcessingExceptionHandler.Response handleError(
      ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
    if (!(exception instanceof RecordException fault)) {
      return ProcessingExceptionHandler.Response.fail();
    }
    List<ProducerRecord<byte[], byte[]>> letters =
        record.value() instanceof SourceRecord origin
            ? setAside(
                DeadLetter.of(origin, record, fault.reason(), fault),
                origin.topic(),
                fault.reason(),
                fault)
            : setAside(context, fault.reason(), fault);
    return ProcessingExceptionHandler.Response.resume(letters);
  }

  private List<ProducerRecord<byte[], byte[]>> setAside(
      ErrorHandlerContext context, String reason, Exception fault) {
    if (!sources.contains(context.topic())) {
      // Tables are filled on a thread without a producer; what they hold was written by us.
      LOGGER.error("table record skipped topic={} offset={}", context.topic(), context.offset());
      return List.of();
    }
    return setAside(DeadLetter.of(context, reason, fault), context.topic(), reason, fault);
  }

  private List<ProducerRecord<byte[], byte[]>> setAside(
      DeadLetter letter, String source, String reason, Exception fault) {
    LOGGER.debug("dead letter reason={} topic={}", reason, source, fault);
    count(letter, source, reason);
    return List.of(letter.within(limits.of(topic)).record(topic));
  }

  private void count(DeadLetter letter, String source, String reason) {
    ProcessorMetrics counters = Objects.requireNonNull(metrics);
    counters.deadLetter(source, reason);
    Objects.requireNonNull(log).add(reason, source, letter);
    if (source.equals(Topics.FRAMES)) {
      counters.deadFrame(letter.key(), reason);
    }
  }
}
