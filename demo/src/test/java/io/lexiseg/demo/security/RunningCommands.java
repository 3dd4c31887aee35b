package io.lexiseg.demo.security;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lexiseg.cli.CommandRun;
import io.lexiseg.demo.system.FlatModel;
import io.lexiseg.processor.ProcessorApplication;
import io.lexiseg.processor.config.ConfigSources;
import io.lexiseg.processor.config.ProcessorConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs commands one after the other, except those that go on until they are told to end, which it
 * ends on close. The processor runs with a model without networks.
 */
final class RunningCommands implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<List<String>, CommandRun> runs = new HashMap<>();
  private final Map<List<String>, Thread> threads = new HashMap<>();
  private final Deque<ProcessorApplication> processors = new ArrayDeque<>();

  void run(List<String> command) {
    List<String> verb = command.subList(0, 2);
    if (command.get(0).equals("processor")) {
      process(Path.of(command.get(2)));
    } else if (command.get(0).equals("viewer") || verb.equals(List.of("masks", "watch"))) {
      go(command, verb);
    } else {
      CommandRun run = new CommandRun();
      int code = run.run(command.toArray(String[]::new));
      assertThat(code).as(command + ": " + run.out() + run.err()).isZero();
      assertThat(run.err()).doesNotContain(SecuredCluster.SECRET);
    }
  }

  private void process(Path config) {
    var properties = ConfigSources.gather(Optional.of(config), Map.of(), Map.of());
    var processor = new ProcessorApplication(ProcessorConfig.from(properties), FlatModel.open());
    processors.push(processor);
    processor.start();
  }

  private void go(List<String> command, List<String> verb) {
    List<String> arguments = new ArrayList<>(command);
    if (command.get(0).equals("viewer")) {
      arguments.addAll(List.of("--port", "0"));
    }
    CommandRun run = new CommandRun();
    Thread thread = new Thread(() -> run.run(arguments.toArray(String[]::new)), verb.toString());
    thread.setDaemon(true);
    thread.start();
    runs.put(verb, run);
    threads.put(verb, thread);
  }

  boolean ended(String... verb) {
    return !requireNonNull(threads.get(List.of(verb))).isAlive();
  }

  /** What one wrote, failures included. */
  String output(String... verb) {
    CommandRun run = requireNonNull(runs.get(List.of(verb)));
    return run.out() + run.err();
  }

  /** Where the viewer serves its page, once it says so. */
  URI viewer(Pattern saying) {
    CommandRun run =
        runs.entrySet().stream()
            .filter(entry -> entry.getKey().get(0).equals("viewer"))
            .findFirst()
            .orElseThrow()
            .getValue();
    await().atMost(PATIENCE).until(() -> saying.matcher(run.err()).find());
    Matcher found = saying.matcher(run.err());
    assertThat(found.find()).isTrue();
    return URI.create(found.group(1));
  }

  @Override
  public void close() {
    threads.values().forEach(Thread::interrupt);
    await().atMost(PATIENCE).until(() -> threads.values().stream().noneMatch(Thread::isAlive));
    processors.forEach(ProcessorApplication::close);
  }
}
