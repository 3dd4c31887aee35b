package io.lexiseg.processor.vocabulary;

import java.util.Objects;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a table of this process equal to its topic and tells a listener of each change, those
 * replayed at start included.
 */
public final class TableProcessor<V> implements Processor<String, V, Void, Void> {
  private final String storeName;
  private final BiConsumer<String, @Nullable V> listener;
  private @Nullable KeyValueStore<String, V> store;

  /** Creates a processor for the store of that name. */
  public TableProcessor(String storeName, BiConsumer<String, @Nullable V> listener) {
    this.storeName = storeName;
    this.listener = listener;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    store = context.getStateStore(storeName);
  }

  @Override
  public void process(Record<String, V> record) {
    Objects.requireNonNull(store).put(record.key(), record.value());
    listener.accept(record.key(), record.value());
  }
}
