package io.lexiseg.lab.system;

import io.lexiseg.processor.ProcessorApplication;
import io.lexiseg.processor.config.ProcessorConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A processor without networks in a JVM of its own, that ends where one of a user would end: when
 * it stops by itself, and when memory runs out.
 */
public final class BlankProcessor implements AutoCloseable {
  private static final String HEAP = "384m";
  private static final String FRAME_MILLIS = "lexiseg.blank.frame.millis";

  private final ChildProcess process;

  private BlankProcessor(ChildProcess process) {
    this.process = process;
  }

  /**
   * Starts one that logs into a folder, with default settings but some.
   *
   * @param further properties
   * @param frame how long a frame takes
   */
  public static BlankProcessor start(
      Path folder, Server server, Map<String, String> further, Duration frame) throws IOException {
    List<String> options =
        List.of(
            "-Xmx" + HEAP,
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-D" + FRAME_MILLIS + "=" + frame.toMillis());
    Map<String, String> all = new HashMap<>(further);
    all.put("bootstrap.servers", server.bootstrapServers());
    all.put("schema.registry.url", server.registryUrl());
    all.put("kafka.state.dir", folder.resolve("state").toString());
    all.put("http.port", "0");
    List<String> arguments =
        all.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).toList();
    return new BlankProcessor(
        ChildProcess.start(
            folder.resolve("processor.log"), options, BlankProcessor.class, arguments));
  }

  /** Runs a processor with properties {@code name=value} until its standard input ends. */
  public static void main(String[] arguments) throws InterruptedException {
    Map<String, String> properties = new HashMap<>();
    for (String argument : new ArrayList<>(List.of(arguments))) {
      String[] parts = argument.split("=", 2);
      properties.put(parts[0], parts[1]);
    }
    try (ProcessorApplication processor =
        new ProcessorApplication(
            ProcessorConfig.from(properties),
            BlankModel.open(Duration.ofMillis(Long.getLong(FRAME_MILLIS, 0))))) {
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

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** What is left on its heap after a collection, bytes. */
  public long heapBytes() throws IOException {
    try (MemoryProbe probe = MemoryProbe.attach(process.pid())) {
      return probe.heapBytes();
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
