package io.lexiseg.demo.builder;

import io.lexiseg.indexbuilder.service.BuilderApplication;
import io.lexiseg.indexbuilder.service.BuilderConfig;
import io.lexiseg.indexbuilder.service.FakeMaker;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * An index builder in a JVM of its own, to be killed; its maker takes ten milliseconds a request.
 * Arguments are bootstrap servers, registry, the folder of indexes, and a name; the end of standard
 * input stops it, so that it never outlives its test.
 */
final class BuilderProcess {
  private BuilderProcess() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> properties = new HashMap<>();
    properties.put("bootstrap.servers", arguments[0]);
    properties.put("schema.registry.url", arguments[1]);
    properties.put("builder.index", arguments[2] + "/{index}");
    properties.put("instance.id", arguments[3]);
    properties.put("builder.generator", FakeMaker.GENERATOR);
    properties.put("builder.slowest", "300"); // the first one, on a machine with other work
    properties.put("http.port", "0");
    // So long others wait for the partitions of one that is gone.
    properties.put("kafka.consumer.session.timeout.ms", "6000");
    try (BuilderApplication builder =
        new BuilderApplication(
            BuilderConfig.from(properties), FakeMaker.taking(Duration.ofMillis(10)).open())) {
      builder.start();
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
