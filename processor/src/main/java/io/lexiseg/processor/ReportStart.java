package io.lexiseg.processor;

import io.lexiseg.processor.config.KafkaSettings;
import io.lexiseg.processor.report.FrameClients;
import io.lexiseg.processor.report.ReportCleaning;
import io.lexiseg.processor.report.StatusPublisher;
import io.lexiseg.processor.report.ToldReports;
import io.lexiseg.processor.topic.ClusterReader;
import io.lexiseg.processor.topology.StreamsSettings;
import io.lexiseg.schemas.Topics;
import java.time.Clock;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Puts together what cleans the topic of statuses. */
final class ReportStart {
  private ReportStart() {}

  /** What takes out the reports of instances, and on vocabularies, that are gone. */
  static ReportCleaning cleaning(
      KafkaSettings kafka,
      String instanceId,
      ClusterReader reader,
      StatusPublisher statuses,
      Predicate<String> vocabularies) {
    var reports =
        new ToldReports(
            () ->
                new KafkaConsumer<>(
                    StreamsSettings.consumer(kafka),
                    new StringDeserializer(),
                    new ByteArrayDeserializer()));
    String group = kafka.applicationId() + Topics.FRAME_GROUP_SUFFIX;
    return new ReportCleaning(
        instanceId,
        new ReportCleaning.Sources(
            reports, () -> FrameClients.instances(reader.clients(group)), vocabularies),
        statuses::forget,
        Clock.systemUTC());
  }
}
