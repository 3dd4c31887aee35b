package io.lexiseg.lab.fuzz;

import io.lexiseg.lab.system.ChildProcess;
import io.lexiseg.lab.system.MemoryProbe;
import io.lexiseg.lab.system.Server;
import io.lexiseg.processor.ProcessorApplication;
import io.lexiseg.processor.config.ProcessorConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A processor in a JVM of its own, that ends where one of a user would end: when it stops by
 * itself, and when memory runs out.
 */
final class FuzzedProcessor implements AutoCloseable {
  private static final String HEAP = "384m";

  private final ChildProcess process;

  private FuzzedProcessor(ChildProcess process) {
    this.process = process;
  }

  /** Starts one that logs into a folder. */
  static FuzzedProcessor start(Path folder, Server server, String guarantee) throws IOException {
    List<String> options =
        List.of("-Xmx" + HEAP, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
    List<String> properties =
        List.of(
            "bootstrap.servers=" + server.bootstrapServers(),
            "schema.registry.url=" + server.registryUrl(),
            "guarantee=" + guarantee,
            "kafka.state.dir=" + folder.resolve("state"),
            "http.port=0");
    return new FuzzedProcessor(
        ChildProcess.start(
            folder.resolve("processor.log"), options, FuzzedProcessor.class, properties));
  }

  /** Runs a processor with properties {@code name=value} until its standard input ends. */
  public static void main(String[] arguments) throws InterruptedException {
    Map<String, String> properties = new HashMap<>();
    for (String argument : new ArrayList<>(List.of(arguments))) {
      String[] parts = argument.split("=", 2);
      properties.put(parts[0], parts[1]);
    }
    try (ProcessorApplication processor =
        new ProcessorApplication(ProcessorConfig.from(properties), BlankModel.open())) {
      Thread end = new Thread(() -> awaitEndOfInput(processor), "end-of-input");
      end.setDaemon(true);
      processor.start();
      end.start();
      processor.awaitEnd();
    }
  }

  private static void awaitEndOfInput(ProcessorApplication processor) {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println("standard input: " + e.getMessage());
    }
    processor.close();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What is left on its heap after a collection, bytes. */
  long heapBytes() throws IOException {
    try (MemoryProbe probe = MemoryProbe.attach(process.pid())) {
      return probe.heapBytes();
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
