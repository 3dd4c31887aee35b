package io.lexiseg.demo.system;

import io.lexiseg.processor.ProcessorApplication;
import io.lexiseg.processor.config.ProcessorConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A processor in a JVM of its own, to be killed. Arguments are bootstrap servers, registry and, as
 * far as they are given, a name, the guarantee, the time a frame takes in milliseconds, threads,
 * and {@code steady} for a model that remembers its cameras; the end of standard input stops it, so
 * that it never outlives its test.
 */
final class CrashRecoveryProcessor {
  private CrashRecoveryProcessor() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> properties = new HashMap<>();
    properties.put("bootstrap.servers", arguments[0]);
    properties.put("schema.registry.url", arguments[1]);
    properties.put("instance.id", argument(arguments, 2, "crash-test"));
    properties.put("guarantee", argument(arguments, 3, "exactly-once"));
    properties.put("threads", argument(arguments, 5, "2"));
    properties.put("http.port", "0");
    // What a crash leaves open blocks its successor so long.
    properties.put("kafka.producer.transaction.timeout.ms", "4000");
    // So long others wait for the partitions of one that is gone.
    properties.put("kafka.consumer.session.timeout.ms", "6000");
    boolean steady = argument(arguments, 6, "off").equals("steady");
    if (steady) { // its superpixels are real: the largest picture says nothing of the small ones
      // here
      properties.put("frame.slowest", "2000");
    }
    Duration frame = Duration.ofMillis(Long.parseLong(argument(arguments, 4, "2")));
    ProcessorConfig config = ProcessorConfig.from(properties);
    try (ProcessorApplication processor =
        new ProcessorApplication(
            config, steady ? PlainModel.steady(frame) : PlainModel.open(frame))) {
      processor.start();
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static String argument(String[] arguments, int number, String otherwise) {
    return number < arguments.length ? arguments[number] : otherwise;
  }
}
