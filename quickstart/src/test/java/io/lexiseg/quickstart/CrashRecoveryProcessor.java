package io.lexiseg.quickstart;

import io.lexiseg.processor.ProcessorApplication;
import io.lexiseg.processor.ProcessorConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * A processor in a JVM of its own, to be killed. Arguments are bootstrap servers, registry and,
 * where there are several, a name; the end of standard input stops it, so that it never outlives
 * its test.
 */
final class CrashRecoveryProcessor {
  private CrashRecoveryProcessor() {}

  public static void main(String[] arguments) throws IOException {
    ProcessorConfig config =
        ProcessorConfig.from(
            Map.of(
                "bootstrap.servers", arguments[0],
                "schema.registry.url", arguments[1],
                "guarantee", "exactly-once",
                "instance.id", arguments.length > 2 ? arguments[2] : "crash-test",
                "threads", "2",
                "http.port", "0",
                // What a crash leaves open blocks its successor so long.
                "kafka.producer.transaction.timeout.ms", "3000",
                // So long others wait for the partitions of one that is gone.
                "kafka.consumer.session.timeout.ms", "6000"));
    try (ProcessorApplication processor = new ProcessorApplication(config, PlainModel.open())) {
      processor.start();
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
