package io.lexiseg.processor;

import io.lexiseg.processor.config.KafkaSettings;
import io.lexiseg.processor.config.KafkaSettings.Guarantee;
import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.processor.pace.FramePace;
import io.lexiseg.processor.pace.PaceSettings;
import io.lexiseg.processor.pace.StartingPace;
import io.lexiseg.processor.pace.TrialFrame;
import io.lexiseg.processor.topic.ClusterReader;
import io.lexiseg.processor.topic.TopicWatch;
import io.lexiseg.processor.topology.StreamsSettings;
import io.lexiseg.recognition.category.Profiles;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.schemas.Topics;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a processor has to know before it takes frames. */
final class FrameStart {
  private static final Logger LOGGER = LoggerFactory.getLogger(FrameStart.class);

  private FrameStart() {}

  /**
   * The topics, looked at once.
   *
   * @throws IllegalStateException if they do not suffice; the message says how to mend it
   */
  static TopicWatch topics(ProcessorConfig config, ClusterReader cluster) {
    KafkaSettings kafka = config.kafka();
    String changelogs = kafka.applicationId() + StreamsSettings.VOCABULARY_GROUP_SUFFIX + "-";
    TopicWatch topics = new TopicWatch(cluster, changelogs, kafka.bootstrapServers());
    topics.require();
    return topics;
  }

  /**
   * How long Kafka has to wait for frames.
   *
   * @throws IllegalArgumentException if it would not wait so long; the message says what to set
   */
  static FramePace pace(ProcessorConfig config, SegmentationModel model, ClusterReader cluster) {
    boolean transactional = config.kafka().guarantee() == Guarantee.EXACTLY_ONCE;
    var settings =
        new PaceSettings(config.frames().threads(), transactional, config.kafka().clients());
    Duration slowest = config.frames().slowest();
    if (slowest.isZero() && transactional) {
      slowest = measured(config, model);
      LOGGER.info("a frame takes {} ms with all threads at work", slowest.toMillis());
    }
    int partitions = cluster.partitions(Topics.FRAMES).orElse(1);
    return StartingPace.of(settings, partitions, slowest, cluster.longestTransaction());
  }

  /** One frame alone, times the frames that will share a place where networks run. */
  private static Duration measured(ProcessorConfig config, SegmentationModel model) {
    Profiles profiles = model.profiles();
    String profile = config.model().profile().orElse(profiles.defaultName());
    Duration alone = TrialFrame.measure(model.segmenter(), profiles.profile(profile).settings());
    int slots = config.model().inference().slots();
    return alone.multipliedBy(Math.max(1, (config.frames().threads() + slots - 1) / slots));
  }
}
