package io.lexiseg.processor.intake;

import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The time of a record, whatever its producer says: old and raw clients send none, and a broker
 * takes no result that is more than an hour ahead. Such records get the newest time that their
 * partition had before, or else that of this machine.
 *
 * <p>Kafka Streams creates it.
 */
public final class RecordTime implements TimestampExtractor {
  private static final long FURTHEST_MILLIS = Duration.ofMinutes(55).toMillis();

  private final Clock clock;

  /** With the clock of this machine. */
  public RecordTime() {
    this(Clock.systemUTC());
  }

  RecordTime(Clock clock) {
    this.clock = clock;
  }

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return time(record.timestamp(), partitionTime);
  }

  /** A time of 0 or more that brokers take. */
  public long time(long claimed, long partitionTime) {
    long now = clock.millis();
    if (isTime(claimed, now)) {
      return claimed;
    }
    return isTime(partitionTime, now) ? partitionTime : now;
  }

  private static boolean isTime(long millis, long now) {
    return millis >= 0 && millis <= now + FURTHEST_MILLIS;
  }
}
