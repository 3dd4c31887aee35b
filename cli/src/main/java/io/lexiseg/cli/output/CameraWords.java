package io.lexiseg.cli.output;

import io.lexiseg.cli.client.TopicReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;

/** What processors say of the words that a camera's frames are searched for. */
public final class CameraWords {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final String DEFAULT = "default";

  private CameraWords() {}

  /**
   * A line for each word that the index hardly knows. None where nobody has said anything yet, or
   * where this user may not read it: a camera needs no other right than to write frames.
   */
  public static List<String> remarks(KafkaConnection connection, String cameraId) {
    try {
      String vocabulary =
          vocabulary(table(connection, Topics.CAMERA_BINDINGS, CameraBinding.class), cameraId);
      return remarks(
          table(connection, Topics.VOCABULARY_STATUS, VocabularyStatus.class), vocabulary);
    } catch (KafkaException | FailedException e) {
      return List.of(); // frames do not depend on it
    }
  }

  private static <T extends SpecificRecord> List<T> table(
      KafkaConnection connection, String topic, Class<T> type) {
    try (TopicReader<T> reader = TopicReader.fromBeginning(connection, topic, type)) {
      return reader.table(POLL);
    }
  }

  /** The camera's own binding, else that of every camera, else the default. */
  static String vocabulary(List<CameraBinding> bindings, String cameraId) {
    return List.of(cameraId, Topics.ANY_CAMERA).stream()
        .flatMap(id -> bindings.stream().filter(one -> one.getCameraId().equals(id)))
        .map(CameraBinding::getVocabularyId)
        .findFirst()
        .orElse(DEFAULT);
  }

  /** Of the newest version that a processor has resolved. */
  static List<String> remarks(List<VocabularyStatus> statuses, String vocabulary) {
    return statuses.stream()
        .filter(status -> status.getVocabularyId().equals(vocabulary))
        .filter(status -> !status.getInstanceId().equals(Topics.ANSWERS))
        .filter(status -> !status.getSupport().isEmpty())
        .max(Comparator.comparingInt(VocabularyStatus::getVersion))
        .map(status -> SupportRemarks.of(status.getSupport()))
        .orElse(List.of());
  }
}
