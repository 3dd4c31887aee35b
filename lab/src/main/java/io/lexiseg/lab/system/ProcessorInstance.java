package io.lexiseg.lab.system;

import io.lexiseg.cli.LexisegCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A processor as users start it, in a JVM of its own, that can be killed and started again under
 * the same name.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class ProcessorInstance implements AutoCloseable {
  private static final String HEAP = "384m";

  /** Takes what a process uses. */
  @FunctionalInterface
  public interface MemorySink {
    /**
     * Takes a sample.
     *
     * @param series what of which life of which process, for people
     * @param age of the process
     */
    void sample(String series, Duration age, long bytes);
  }

  /** A JVM that is only just starting would die of being looked into. */
  private static final Duration QUIET_START = Duration.ofSeconds(5);

  private final String name;
  private final Path folder;
  private final Map<String, String> properties;
  private Optional<ChildProcess> process = Optional.empty();
  private Optional<MemoryProbe> probe = Optional.empty();
  private long startedAt;
  private int lives;

  /** Prepares an instance that keeps log and state in a folder. */
  public ProcessorInstance(
      String name, Path folder, Server server, TestedModel model, Map<String, String> further) {
    this.name = name;
    this.folder = folder;
    this.properties = new LinkedHashMap<>();
    properties.put("bootstrap.servers", server.bootstrapServers());
    properties.put("schema.registry.url", server.registryUrl());
    properties.put("instance.id", name);
    properties.put("guarantee", "exactly-once");
    properties.put("pack", model.pack());
    properties.put("index", model.index());
    properties.put("http.port", "0");
    properties.put("threads", "2");
    properties.put("kafka.state.dir", folder.resolve("state-" + name).toString());
    properties.putAll(further);
  }

  /** Its name in the group, kept over lives. */
  public String name() {
    return name;
  }

  /** How often it was started. */
  public int lives() {
    return lives;
  }

  /** Starts it; it must not run. */
  public void start() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("processor"));
    properties.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    process =
        Optional.of(
            ChildProcess.start(
                folder.resolve(name + ".log"), options(), LexisegCommand.class, arguments));
    probe = Optional.empty();
    startedAt = System.nanoTime();
    lives++;
  }

  /** The heap is touched at once, so that the process grows only by what is outside of it. */
  private static List<String> options() {
    return List.of(
        "-Dlexiseg.home=" + System.getProperty("lexiseg.home", ""),
        "-Xms" + HEAP,
        "-Xmx" + HEAP,
        "-XX:+AlwaysPreTouch",
        "-XX:+ExitOnOutOfMemoryError");
  }

  /** As {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.orElseThrow().kill();
    probe.ifPresent(MemoryProbe::close);
    probe = Optional.empty();
  }

  /** Whether its process runs. */
  public boolean isAlive() {
    return process.filter(ChildProcess::isAlive).isPresent();
  }

  /** Enters what it uses now; nothing if it has only just started or is just going. */
  public void measure(MemorySink memory) {
    Duration age = Duration.ofNanos(System.nanoTime() - startedAt);
    if (age.compareTo(QUIET_START) < 0) {
      return;
    }
    try {
      if (probe.isEmpty()) {
        probe = Optional.of(MemoryProbe.attach(process.orElseThrow().pid()));
      }
      MemoryProbe looking = probe.orElseThrow();
      memory.sample("%s.%d heap".formatted(name, lives), age, looking.heapBytes());
      looking
          .residentBytes()
          .ifPresent(bytes -> memory.sample("%s.%d process".formatted(name, lives), age, bytes));
    } catch (IOException | java.lang.reflect.UndeclaredThrowableException e) {
      probe = Optional.empty(); // it is starting or ending
    }
  }

  @Override
  public void close() {
    probe.ifPresent(MemoryProbe::close);
    process.ifPresent(ChildProcess::close);
  }
}
