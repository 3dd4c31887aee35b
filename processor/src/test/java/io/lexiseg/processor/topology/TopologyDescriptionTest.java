package io.lexiseg.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.processor.command.ExemplarRules;
import io.lexiseg.processor.command.VocabularyAggregate;
import io.lexiseg.processor.command.VocabularyLimits;
import io.lexiseg.processor.frame.CameraMemories;
import io.lexiseg.processor.frame.FetchedFrames;
import io.lexiseg.processor.frame.FrameGuards;
import io.lexiseg.processor.frame.FrameProcessor;
import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.processor.serving.VocabularyDirectory;
import io.lexiseg.processor.serving.VocabularyReports;
import io.lexiseg.processor.waiting.WaitingRoom;
import io.lexiseg.processor.zone.ZoneTable;
import io.lexiseg.recognition.exemplar.ExemplarTable;
import io.lexiseg.recognition.model.TestModels;
import io.lexiseg.recognition.pipeline.FilePayloadStore;
import io.lexiseg.recognition.pipeline.FramePipeline;
import io.lexiseg.recognition.pipeline.ReferenceSettings;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.vision.image.DecodeLimits;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

/** A name that changes here loses state or offsets when a running cluster is upgraded. */
class TopologyDescriptionTest {
  private static final String FRAMES =
      """
      Topologies:
         Sub-topology: 0
          Source: frames-source (topics: [frames])
            --> admit
          Processor: admit (stores: [waiting-frames])
            --> segment
            <-- frames-source
          Processor: segment (stores: [zone-states])
            --> frame-drops-sink, mask-statistics-sink, masks-sink, zone-events-sink
            <-- admit
          Sink: frame-drops-sink (topic: frame-drops)
            <-- segment
          Sink: mask-statistics-sink (topic: mask-statistics)
            <-- segment
          Sink: masks-sink (topic: masks)
            <-- segment
          Sink: zone-events-sink (topic: zone-events)
            <-- segment

        Sub-topology: 1 for global store (will not generate tasks)
          Source: vocabularies-source (topics: [vocabularies])
            --> vocabularies-update
          Processor: vocabularies-update (stores: [vocabularies-table])
            --> none
            <-- vocabularies-source
        Sub-topology: 2 for global store (will not generate tasks)
          Source: camera-bindings-source (topics: [camera-bindings])
            --> camera-bindings-update
          Processor: camera-bindings-update (stores: [camera-bindings-table])
            --> none
            <-- camera-bindings-source
        Sub-topology: 3 for global store (will not generate tasks)
          Source: exemplars-source (topics: [exemplars])
            --> exemplars-update
          Processor: exemplars-update (stores: [exemplars-table])
            --> none
            <-- exemplars-source
        Sub-topology: 4 for global store (will not generate tasks)
          Source: camera-zones-source (topics: [camera-zones])
            --> camera-zones-update
          Processor: camera-zones-update (stores: [camera-zones-table])
            --> none
            <-- camera-zones-source
      """;

  private static final String VOCABULARY =
      """
      Topologies:
         Sub-topology: 0
          Source: commands-source (topics: [vocabulary-commands])
            --> decide
          Processor: decide (stores: [bound-cameras, vocabulary-aggregates])
            --> camera-bindings-sink, exemplars-sink, vocabularies-sink, vocabulary-status-sink
            <-- commands-source
          Source: prototype-status-source (topics: [prototype-status])
            --> generate
          Source: reports-source (topics: [vocabulary-status])
            --> generate
          Processor: generate (stores: [told-generations, vocabulary-aggregates, known-request-sets])
            --> generation-status-sink, prototype-requests-sink
            <-- reports-source, prototype-status-source
          Sink: camera-bindings-sink (topic: camera-bindings)
            <-- decide
          Sink: exemplars-sink (topic: exemplars)
            <-- decide
          Sink: generation-status-sink (topic: vocabulary-status)
            <-- generate
          Sink: prototype-requests-sink (topic: prototype-requests-urgent)
            <-- generate
          Sink: vocabularies-sink (topic: vocabularies)
            <-- decide
          Sink: vocabulary-status-sink (topic: vocabulary-status)
            <-- decide

        Sub-topology: 1
          Source: zone-commands-source (topics: [zone-commands])
            --> decide-zones
          Processor: decide-zones (stores: [zone-aggregates])
            --> camera-zones-sink, zone-answers-sink
            <-- zone-commands-source
          Sink: camera-zones-sink (topic: camera-zones)
            <-- decide-zones
          Sink: zone-answers-sink (topic: zone-answers)
            <-- decide-zones
      """;

  @Test
  void shouldKeepTheNamesOfTheFrameTopology() {
    ScheduledExecutorService idle = Executors.newSingleThreadScheduledExecutor();
    try (AvroSerdes serdes = AvroSerdes.open("mock://description")) {
      // given
      VocabularyDirectory directory =
          new VocabularyDirectory(
              TestModels.profiles(TestModels.resolver()),
              "default",
              new VocabularyReports("test", Clock.systemUTC(), report -> {}),
              idle);
      var parts =
          new FrameProcessor.Parts(
              new FramePipeline(DecodeLimits.STANDARD, TestModels.segmenter()),
              new FilePayloadStore(List.of(), 1),
              directory,
              new FetchedFrames(),
              FrameGuards.open(),
              new ProcessorMetrics(),
              new CameraMemories.Budget(0),
              Clock.systemUTC());
      // when
      String description =
          new SegmentationTopology(
                  serdes,
                  parts,
                  new WaitingRoom(1, Duration.ofSeconds(1)),
                  new SegmentationTopology.Tables(new ExemplarTable(), new ZoneTable()))
              .get()
              .describe()
              .toString();
      // then
      assertThat(description).isEqualToNormalizingWhitespace(FRAMES);
    } finally {
      idle.shutdownNow();
    }
  }

  @Test
  void shouldKeepTheNamesOfTheVocabularyTopology() {
    try (AvroSerdes serdes = AvroSerdes.open("mock://description")) {
      // given
      var aggregate =
          new VocabularyAggregate(
              new VocabularyLimits(10, 10),
              "default",
              Set.of("paper"),
              new ExemplarRules(ReferenceSettings.NONE));
      // when
      String description =
          new VocabularyTopology(
                  serdes, aggregate, order -> Optional.empty(), new ProcessorMetrics())
              .get()
              .describe()
              .toString();
      // then
      assertThat(description).isEqualToNormalizingWhitespace(VOCABULARY);
    }
  }
}
