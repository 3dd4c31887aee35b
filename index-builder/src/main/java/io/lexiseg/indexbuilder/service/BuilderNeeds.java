package io.lexiseg.indexbuilder.service;

import io.lexiseg.processor.cluster.ProcessorTopics;
import io.lexiseg.processor.cluster.RecordedTopology;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.Topics;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;

/** Says what an index builder needs on a cluster, without running one. */
public final class BuilderNeeds {
  /** Ends the id of the application that makes prototypes; its lag is the work that waits. */
  public static final String MAKING_SUFFIX = "-builder";

  /** Ends the id of the application that counts and loads. */
  public static final String LOADING_SUFFIX = "-loader";

  private BuilderNeeds() {}

  /**
   * The topics of an index builder.
   *
   * @param applicationId as the builder is told
   */
  public static ProcessorTopics of(String applicationId) {
    // Nothing is serialized; the address only has to be one.
    try (AvroSerdes serdes = AvroSerdes.open("mock://builder-needs")) {
      RecordedTopology making = new RecordedTopology();
      new MakingTopology(serdes, names -> new Described<>()).addTo(making);
      RecordedTopology loading = new RecordedTopology();
      new LoadingTopology(serdes, store -> new Described<>()).addTo(loading);
      return ProcessorTopics.of(applicationId + MAKING_SUFFIX, making.topics())
          .and(ProcessorTopics.of(applicationId + LOADING_SUFFIX, loading.topics()))
          .writing(List.of(Topics.DEAD_LETTERS))
          .reading(List.of(Topics.PROTOTYPES));
    }
  }

  /** Stands where prototypes would be made and counted. */
  private static final class Described<V, R> implements Processor<String, V, String, R> {
    @Override
    public void process(Record<String, V> record) {
      throw new IllegalStateException("topology: expected to be described, not to be run");
    }
  }
}
