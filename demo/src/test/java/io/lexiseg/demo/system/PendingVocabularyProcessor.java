package io.lexiseg.demo.system;

import io.lexiseg.processor.ProcessorApplication;
import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.recognition.model.SegmentationModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A processor in a JVM of its own whose index answers only if a file is there. Arguments are
 * bootstrap servers, registry, guarantee and the file; the end of standard input stops it.
 */
final class PendingVocabularyProcessor {
  private PendingVocabularyProcessor() {}

  public static void main(String[] arguments) throws IOException {
    ProcessorConfig config =
        ProcessorConfig.from(
            Map.of(
                "bootstrap.servers", arguments[0],
                "schema.registry.url", arguments[1],
                "guarantee", arguments[2],
                "instance.id", "pending-test",
                "index.follow", "1",
                "threads", "2",
                "http.port", "0",
                // What a crash leaves open blocks its successor so long.
                "kafka.producer.transaction.timeout.ms", "3000",
                "kafka.consumer.session.timeout.ms", "6000"));
    Path index = Path.of(arguments[3]);
    SegmentationModel model = PlainModel.knowing(word -> Files.exists(index), "zamboni");
    try (ProcessorApplication processor = new ProcessorApplication(config, model)) {
      processor.start();
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
