package io.lexiseg.processor;

import io.lexiseg.processor.command.ExemplarRules;
import io.lexiseg.processor.command.VocabularyAggregate;
import io.lexiseg.processor.command.stream.KafkaToldTopics;
import io.lexiseg.processor.command.stream.Previews;
import io.lexiseg.processor.command.stream.ToldTopics;
import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.processor.frame.FrameProcessor;
import io.lexiseg.processor.generation.GenerationRules;
import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.processor.preview.PreviewDesk;
import io.lexiseg.processor.report.StatusPublisher;
import io.lexiseg.processor.running.Background;
import io.lexiseg.processor.serving.IndexWatch;
import io.lexiseg.processor.serving.VocabularyDirectory;
import io.lexiseg.processor.serving.VocabularyReports;
import io.lexiseg.processor.serving.resolution.ResolutionLanes;
import io.lexiseg.processor.topology.StreamsSettings;
import io.lexiseg.processor.topology.VocabularyTopology;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;

/** Puts together what takes commands on vocabularies until their versions serve. */
final class CommandStart {
  private final ProcessorConfig config;
  private final SegmentationModel model;
  private final ProcessorMetrics metrics;
  private final Background background;

  CommandStart(
      ProcessorConfig config,
      SegmentationModel model,
      ProcessorMetrics metrics,
      Background background) {
    this.config = config;
    this.model = model;
    this.metrics = metrics;
    this.background = background;
  }

  /** What decides on commands. */
  Topology topology(AvroSerdes serdes, Previews previews) {
    var aggregate =
        new VocabularyAggregate(
            config.vocabulary().limits(model.exemplars()),
            config.vocabulary().defaultVocabulary(),
            model.profiles().names(),
            new ExemplarRules(config.model().references()));
    ToldTopics told =
        new KafkaToldTopics(
            () ->
                new KafkaConsumer<>(
                    StreamsSettings.vocabularyReader(config.kafka()),
                    new StringDeserializer(),
                    new ByteArrayDeserializer()),
            serdes);
    GenerationRules generation =
        new GenerationRules(config.generation(), () -> model.profiles().origin().indexName());
    return new VocabularyTopology(serdes, aggregate, previews, metrics, told, generation).get();
  }

  /** What tries vocabularies out; the caller closes it. */
  PreviewDesk previews(FrameProcessor.Parts parts, AvroSerdes serdes, StatusPublisher statuses) {
    return new PreviewDesk(
        new PreviewDesk.Model(
            parts.vocabularies()::profiles, parts.pipeline(), model.segmenter(), parts.payloads()),
        new PreviewDesk.Topics(
            StreamsSettings.consumer(config.kafka()),
            StreamsSettings.producer(config.kafka()),
            serdes,
            statuses),
        background.lent("vocabulary-preview"));
  }

  /** What makes versions ready; without its threads none would ever become so. */
  VocabularyDirectory directory(String instanceId, StatusPublisher publisher) {
    Consumer<VocabularyStatus> counted =
        status -> {
          metrics.resolution(status);
          publisher.accept(status);
        };
    ResolutionLanes lanes =
        new ResolutionLanes(
            background.worker("vocabulary-resolver"),
            background.worker("vocabulary-resolver-few"),
            background.worker("vocabulary-resolver-many"));
    return new VocabularyDirectory(
        model.profiles(),
        config.vocabulary().defaultVocabulary(),
        new VocabularyReports(instanceId, Clock.systemUTC(), counted),
        lanes);
  }

  /** What keeps a directory with the published index; it looks by itself if that is wanted. */
  IndexWatch watch(VocabularyDirectory directory) {
    Duration interval = config.vocabulary().followIndex();
    IndexWatch watch = new IndexWatch(model.generations(), directory, metrics, interval);
    if (!interval.isZero()) {
      watch.start(background.worker("index-watch"));
    }
    return watch;
  }
}
