package io.lexiseg.processor.topology;

import io.lexiseg.processor.cluster.ProcessorTopics;
import io.lexiseg.processor.cluster.RecordedTopology;
import io.lexiseg.processor.command.ExemplarRules;
import io.lexiseg.processor.command.VocabularyAggregate;
import io.lexiseg.processor.command.VocabularyLimits;
import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.recognition.pipeline.ReferenceSettings;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.Topics;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks the topologies what they need on a cluster, without running them. */
public final class ClusterNeeds {
  /** Written by what works beside the topologies. */
  private static final List<String> BESIDE =
      List.of(Topics.DEAD_LETTERS, Topics.VOCABULARY_STATUS, Topics.VOCABULARY_PREVIEWS);

  /** Read when the state of vocabularies is taken over. */
  private static final List<String> TAKEN_OVER = List.of(Topics.VOCABULARY_STATUS);

  private ClusterNeeds() {}

  /**
   * The topics of a processor.
   *
   * @param applicationId as the processor is told
   */
  public static ProcessorTopics of(String applicationId) {
    // Nothing is serialized; the address only has to be one.
    try (AvroSerdes serdes = AvroSerdes.open("mock://cluster-needs")) {
      return frames(applicationId, serdes)
          .and(commands(applicationId, serdes))
          .writing(BESIDE)
          .reading(TAKEN_OVER);
    }
  }

  private static ProcessorTopics frames(String applicationId, AvroSerdes serdes) {
    RecordedTopology topology = new RecordedTopology();
    new SegmentationTopology(serdes).addTo(topology);
    return ProcessorTopics.of(applicationId + Topics.FRAME_GROUP_SUFFIX, topology.topics());
  }

  private static ProcessorTopics commands(String applicationId, AvroSerdes serdes) {
    RecordedTopology topology = new RecordedTopology();
    var aggregate =
        new VocabularyAggregate(
            new VocabularyLimits(1, 1),
            "default",
            Set.of(),
            new ExemplarRules(ReferenceSettings.NONE));
    new VocabularyTopology(serdes, aggregate, order -> Optional.empty(), new ProcessorMetrics())
        .addTo(topology);
    return ProcessorTopics.of(
        applicationId + StreamsSettings.VOCABULARY_GROUP_SUFFIX, topology.topics());
  }
}
