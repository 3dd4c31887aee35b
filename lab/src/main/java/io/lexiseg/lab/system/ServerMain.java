package io.lexiseg.lab.system;

import io.lexiseg.demo.broker.BrokerSettings;
import io.lexiseg.demo.broker.EmbeddedBroker;
import io.lexiseg.demo.registry.InMemorySchemaRegistry;
import io.lexiseg.schemas.SchemaRegistrar;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Broker and schema registry in a process of their own: arguments are the broker's folder,
 * partitions, and milliseconds between two looks for transactions that are too old; standard output
 * gets one line with both addresses, the end of standard input stops them.
 */
final class ServerMain {
  private ServerMain() {}

  public static void main(String[] arguments) throws IOException {
    BrokerSettings settings =
        BrokerSettings.in(Path.of(arguments[0]))
            .withPartitions(Integer.parseInt(arguments[1]))
            .withAbortInterval(Duration.ofMillis(Long.parseLong(arguments[2])));
    try (EmbeddedBroker broker = EmbeddedBroker.start(settings);
        InMemorySchemaRegistry registry = InMemorySchemaRegistry.start()) {
      SchemaRegistrar.registerAll(registry.url());
      System.out.println(broker.bootstrapServers() + " " + registry.url());
      System.out.flush();
      System.in.transferTo(OutputStream.nullOutputStream());
    }
    System.exit(0);
  }
}
