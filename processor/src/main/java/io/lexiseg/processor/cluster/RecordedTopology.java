package io.lexiseg.processor.cluster;

import io.lexiseg.processor.cluster.TopologyTopics.Changelog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** A topology that can say which topics it needs, those of its stores among them. */
public final class RecordedTopology extends Topology {
  private final Map<String, Map<String, String>> logged = new HashMap<>();

  /** Creates an empty one. */
  public RecordedTopology() {}

  @Override
  public synchronized <S extends StateStore> Topology addStateStore(
      StoreBuilder<S> store, String... processors) {
    if (store.loggingEnabled()) {
      logged.put(store.name(), Map.copyOf(store.logConfig()));
    }
    return super.addStateStore(store, processors);
  }

  /** Every topic that it reads or writes. */
  public synchronized TopologyTopics topics() {
    Set<String> reads = new TreeSet<>();
    Set<String> writes = new TreeSet<>();
    List<Changelog> changelogs = new ArrayList<>();
    TopologyDescription description = describe();
    description.globalStores().forEach(table -> reads.addAll(table.source().topicSet()));
    for (TopologyDescription.Subtopology part : description.subtopologies()) {
      Set<String> sources = new TreeSet<>();
      Set<String> stores = new TreeSet<>();
      for (TopologyDescription.Node node : part.nodes()) {
        if (node instanceof TopologyDescription.Source source) {
          sources.addAll(source.topicSet());
        } else if (node instanceof TopologyDescription.Sink sink) {
          writes.add(sink.topic());
        } else if (node instanceof TopologyDescription.Processor processor) {
          stores.addAll(processor.stores());
        }
      }
      reads.addAll(sources);
      stores.retainAll(logged.keySet());
      stores.forEach(
          name ->
              changelogs.add(new Changelog(name, sources, logged.getOrDefault(name, Map.of()))));
    }
    return new TopologyTopics(reads, writes, changelogs);
  }
}
