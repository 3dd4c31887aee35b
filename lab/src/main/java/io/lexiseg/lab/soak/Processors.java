package io.lexiseg.lab.soak;

import io.lexiseg.lab.soak.checker.MemoryCheck;
import io.lexiseg.lab.soak.checker.Verdict;
import io.lexiseg.lab.system.ProcessorInstance;
import io.lexiseg.lab.system.Server;
import io.lexiseg.lab.system.TestedModel;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The two processors: the first is killed now and then, the second is left alone.
 *
 * <p><b>Threads:</b> one.
 */
final class Processors implements AutoCloseable {
  private static final long TOLERATED_BYTES = 10L << 20;

  private final List<ProcessorInstance> all;
  private final List<String> endedByThemselves = new ArrayList<>();
  private final MemoryCheck memory = new MemoryCheck(TOLERATED_BYTES);
  private final List<Instant> kills = new ArrayList<>();
  private boolean firstIsDown;

  private Processors(List<ProcessorInstance> all) {
    this.all = List.copyOf(all);
  }

  /** Starts both; they may not be ready yet. */
  static Processors start(SoakSettings settings, Server server, TestedModel model, String index)
      throws IOException {
    Processors processors =
        new Processors(
            List.of(
                new ProcessorInstance(
                    "processor-1", settings.folder(), server, model, Map.of("index", index)),
                new ProcessorInstance(
                    "processor-2", settings.folder(), server, model, Map.of("index", index))));
    for (ProcessorInstance one : processors.all) {
      one.start();
    }
    return processors;
  }

  List<String> names() {
    return all.stream().map(ProcessorInstance::name).toList();
  }

  /** Name of the one that is never stopped. */
  String steady() {
    return all.get(1).name();
  }

  /** When the first was killed. */
  List<Instant> kills() {
    return List.copyOf(kills);
  }

  /** Kills the first as {@code kill -9} does. */
  void killFirst() throws InterruptedException {
    all.get(0).kill();
    firstIsDown = true;
    kills.add(Instant.now());
  }

  /** Starts the first again. */
  void startFirst() throws IOException {
    firstIsDown = false;
    all.get(0).start();
  }

  /** Starts those again that have ended by themselves, as a supervisor does. */
  void requireAlive() throws IOException {
    for (ProcessorInstance one : all) {
      boolean down = firstIsDown && one.equals(all.get(0));
      if (!down && !one.isAlive()) {
        endedByThemselves.add("%s in its life %d".formatted(one.name(), one.lives()));
        one.start();
      }
    }
  }

  /** Takes a sample of the memory of each. */
  void measure() {
    for (ProcessorInstance one : all) {
      if (one.isAlive()) {
        one.measure(memory::sample);
      }
    }
  }

  /** Whether memory was flat. */
  Verdict memory() {
    return memory.verdict();
  }

  /** Whether none ended but by being killed. */
  Verdict lives() {
    return new Verdict(
        "processors",
        endedByThemselves.isEmpty(),
        "%d killed, %d ended by themselves".formatted(kills.size(), endedByThemselves.size()),
        endedByThemselves);
  }

  @Override
  public void close() {
    all.forEach(ProcessorInstance::close);
  }
}
