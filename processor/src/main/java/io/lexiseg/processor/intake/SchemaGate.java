package io.lexiseg.processor.intake;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Stands between Kafka Streams and a consumer, and lets a record pass when the schema registry has
 * said what its schema id is. The partition of another waits at that record, paused, whatever Kafka
 * Streams resumes; all others go on.
 *
 * <p><b>Threads:</b> as the consumer, one.
 */
final class SchemaGate implements InvocationHandler {
  /** A registry that is there has answered by then, and nothing is fetched twice. */
  private static final Duration GRACE = Duration.ofMillis(200);

  /** Answers are looked for this often while something waits. */
  private static final Duration LOOK = Duration.ofMillis(100);

  /** Kafka Streams polls longer only to read a table whole, before anything else runs. */
  private static final Duration INITIAL = Duration.ofSeconds(1);

  private final Consumer<byte[], byte[]> consumer;
  private final SchemaQuestions questions;
  private final boolean table;
  private final RecordTime times = new RecordTime();
  private final Map<TopicPartition, Integer> held = new HashMap<>();
  private final Set<TopicPartition> pausedByOwner = new HashSet<>();

  private SchemaGate(Consumer<byte[], byte[]> consumer, SchemaQuestions questions, boolean table) {
    this.consumer = consumer;
    this.questions = questions;
    this.table = table;
  }

  /** A consumer of topics that tasks read. */
  static Consumer<byte[], byte[]> before(
      Consumer<byte[], byte[]> consumer, SchemaQuestions questions) {
    return proxy(new SchemaGate(consumer, questions, false));
  }

  /**
   * A consumer of tables: it does not return from their initial reading without a record, which has
   * a time limit, and every record has a time.
   */
  static Consumer<byte[], byte[]> beforeTables(
      Consumer<byte[], byte[]> consumer, SchemaQuestions questions) {
    return proxy(new SchemaGate(consumer, questions, true));
  }

  @SuppressWarnings("unchecked") // a proxy of the interface alone
  private static Consumer<byte[], byte[]> proxy(SchemaGate gate) {
    return (Consumer<byte[], byte[]>)
        Proxy.newProxyInstance(
            SchemaGate.class.getClassLoader(), new Class<?>[] {Consumer.class}, gate);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Object first = arguments == null || arguments.length == 0 ? "" : arguments[0];
    switch (method.getName()) {
      case "poll" -> {
        return poll((Duration) first);
      }
      case "pause" -> pausedByOwner.addAll(partitions(first));
      case "resume" -> {
        pausedByOwner.removeAll(partitions(first));
        Set<TopicPartition> others = new HashSet<>(partitions(first));
        others.removeAll(held.keySet());
        consumer.resume(others);
        return null;
      }
      case "seek" -> forget(Set.of((TopicPartition) first));
      case "seekToBeginning", "seekToEnd" -> forget(partitions(first));
      case "close" -> questions.waits(this, 0);
      default -> {
        // is the consumer's alone
      }
    }
    return passed(method, arguments);
  }

  private @Nullable Object passed(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(consumer, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @SuppressWarnings("unchecked") // what the consumer's methods take
  private static Collection<TopicPartition> partitions(Object argument) {
    return (Collection<TopicPartition>) argument;
  }

  private ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    ConsumerRecords<byte[], byte[]> passed = passing(timeout);
    while (table && passed.isEmpty() && !held.isEmpty() && timeout.compareTo(INITIAL) >= 0) {
      if (questions.closed()) {
        throw new WakeupException();
      }
      passed = passing(LOOK);
    }
    questions.waits(this, held.size());
    return passed;
  }

  private ConsumerRecords<byte[], byte[]> passing(Duration timeout) {
    letGo();
    boolean shorter = !held.isEmpty() && timeout.compareTo(LOOK) > 0;
    ConsumerRecords<byte[], byte[]> records = consumer.poll(shorter ? LOOK : timeout);
    Map<Integer, String> open = open(records);
    if (!open.isEmpty()) {
      questions.ask(open);
      questions.await(open.keySet(), GRACE);
    }
    return open.isEmpty() && !table ? records : sifted(records);
  }

  /** Lets those go on that have their answer, and forgets those that others have now. */
  private void letGo() {
    if (held.isEmpty()) {
      return;
    }
    held.keySet().retainAll(consumer.assignment());
    pausedByOwner.retainAll(consumer.assignment());
    Set<TopicPartition> answered = new HashSet<>();
    Map<Integer, String> open = new HashMap<>();
    held.forEach(
        (partition, schemaId) -> {
          if (questions.schemas().isAnswered(schemaId)) {
            answered.add(partition);
          } else {
            open.put(schemaId, partition.topic());
          }
        });
    questions.ask(open); // an answer may be too old before anybody looks at it
    forget(answered);
  }

  private void forget(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      if (held.remove(partition) != null && !pausedByOwner.contains(partition)) {
        consumer.resume(Set.of(partition));
      }
    }
    questions.waits(this, held.size());
  }

  private Map<Integer, String> open(ConsumerRecords<byte[], byte[]> records) {
    Map<Integer, String> open = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      questions
          .schemas()
          .unanswered(record.value())
          .ifPresent(schemaId -> open.putIfAbsent(schemaId, record.topic()));
    }
    return open;
  }

  private ConsumerRecords<byte[], byte[]> sifted(ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> passing = new LinkedHashMap<>();
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(records.nextOffsets());
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> all = records.records(partition);
      int count = passable(all);
      if (count < all.size()) {
        next.put(partition, hold(partition, all.get(count)));
      }
      if (count > 0) {
        passing.put(partition, all.subList(0, count).stream().map(this::timed).toList());
      }
    }
    return new ConsumerRecords<>(passing, next);
  }

  private int passable(List<ConsumerRecord<byte[], byte[]>> records) {
    int count = 0;
    while (count < records.size()
        && questions.schemas().unanswered(records.get(count).value()).isEmpty()) {
      count++;
    }
    return count;
  }

  private OffsetAndMetadata hold(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) {
    OptionalInt schemaId = questions.schemas().unanswered(record.value());
    OffsetAndMetadata place = new OffsetAndMetadata(record.offset(), record.leaderEpoch(), "");
    consumer.seek(partition, place);
    consumer.pause(Set.of(partition));
    held.put(partition, schemaId.orElse(0)); // 0 is answered: it has been in this very moment
    return place;
  }

  /** Tables do not ask for the time of a record but refuse one that has none. */
  private ConsumerRecord<byte[], byte[]> timed(ConsumerRecord<byte[], byte[]> record) {
    long time = table ? times.time(record.timestamp(), -1) : record.timestamp();
    return time == record.timestamp()
        ? record
        : new ConsumerRecord<>(
            record.topic(),
            record.partition(),
            record.offset(),
            time,
            record.timestampType(),
            record.serializedKeySize(),
            record.serializedValueSize(),
            record.key(),
            record.value(),
            record.headers(),
            record.leaderEpoch());
  }
}
