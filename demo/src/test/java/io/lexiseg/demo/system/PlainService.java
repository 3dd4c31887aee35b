package io.lexiseg.demo.system;

import io.lexiseg.processor.ProcessorService;
import io.lexiseg.processor.config.ProcessorConfig;
import java.util.Map;

/**
 * The processor as a service in a JVM of its own, with a model without networks. Arguments are
 * bootstrap servers, registry and the port of health.
 */
final class PlainService {
  private PlainService() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.setProperty("logback.configurationFile", "logback.xml");
    System.setProperty("lexiseg.log.level", "INFO"); // as the command line does for it
    ProcessorConfig config =
        ProcessorConfig.from(
            Map.of(
                "bootstrap.servers", arguments[0],
                "schema.registry.url", arguments[1],
                "guarantee", "exactly-once",
                "threads", "2",
                "http.port", arguments[2]));
    ProcessorService.run(config, batches -> PlainModel.open());
  }
}
