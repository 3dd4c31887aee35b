package io.lexiseg.processor.topology;

import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Tells a listener of each change of a topic, those replayed at start included. The store that the
 * topic is read for stays empty: the listener keeps what it needs, and nothing lies in the heap
 * twice.
 */
public final class TableProcessor<V> implements Processor<String, V, Void, Void> {
  private final BiConsumer<String, @Nullable V> listener;

  /** Creates a processor that tells that listener. */
  public TableProcessor(BiConsumer<String, @Nullable V> listener) {
    this.listener = listener;
  }

  @Override
  public void process(Record<String, V> record) {
    listener.accept(record.key(), record.value());
  }
}
