package io.lexiseg.demo.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.CommandRun;
import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.cli.client.FramePublisher;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.demo.broker.BrokerSettings;
import io.lexiseg.demo.broker.EmbeddedBroker;
import io.lexiseg.demo.registry.InMemorySchemaRegistry;
import io.lexiseg.processor.ProcessorApplication;
import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.vision.image.JpegEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every command of docs/operations.md, in its order, on a fresh cluster. */
class OperationsPageIT {
  private static final Pattern COMMAND = Pattern.compile("(?m)^\\./lexiseg (.+)$");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final String CONFIG = "lexiseg.properties";

  @TempDir private Path folder;

  @Test
  void shouldRunEveryCommandOfThePage() throws Exception {
    // given
    List<List<String>> commands = commands();
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("broker")));
        InMemorySchemaRegistry registry = InMemorySchemaRegistry.start()) {
      givenConfig(broker.bootstrapServers(), registry.url());
      whenRun(commands.get(0));
      try (ProcessorApplication processor =
          new ProcessorApplication(
              ProcessorConfig.from(config(broker.bootstrapServers(), registry.url())),
              PlainModel.open())) {
        processor.start();

        // when, then
        try (Publishing frames = new Publishing(broker.bootstrapServers(), registry.url())) {
          frames.start();
          commands.subList(1, commands.size()).forEach(this::whenRun);
        }
      }
    }
    assertThat(commands).hasSize(6);
    assertThat(commands.get(0)).startsWith("topics", "create");
  }

  private void whenRun(List<String> command) {
    CommandRun run = new CommandRun();
    int code = run.run(command.toArray(String[]::new));
    assertThat(code).as("%s: %s", command, run.err()).isZero();
  }

  /** A camera that sends a frame now and then. */
  private static final class Publishing implements AutoCloseable {
    private final KafkaConnection connection;
    private final FramePublisher frames;
    private final Thread thread = new Thread(this::run, "camera");
    private volatile boolean ended;

    Publishing(String bootstrapServers, String registryUrl) {
      connection = KafkaConnection.open(bootstrapServers, registryUrl);
      frames = new FramePublisher(connection, Clock.systemUTC(), 0);
    }

    void start() {
      thread.start();
    }

    private void run() {
      byte[] picture = JpegEncoder.encode(Pictures.noise(8, 8, 1), 90);
      while (!ended) {
        frames.publish("gate", new CapturedImage("x", picture));
        LockSupport.parkNanos(200_000_000);
      }
    }

    @Override
    public void close() {
      ended = true;
      Awaitility.await().until(() -> !thread.isAlive());
      frames.close();
      connection.close();
    }
  }

  private List<List<String>> commands() throws Exception {
    List<List<String>> commands = new ArrayList<>();
    Matcher lines = COMMAND.matcher(Files.readString(Path.of("..", "docs", "operations.md")));
    while (lines.find()) {
      commands.add(words(lines.group(1)));
    }
    return commands;
  }

  private List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      String word = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      words.add(word.equals(CONFIG) ? folder.resolve(CONFIG).toString() : word);
    }
    return words;
  }

  private void givenConfig(String bootstrapServers, String registryUrl) throws Exception {
    StringBuilder lines = new StringBuilder();
    config(bootstrapServers, registryUrl)
        .forEach((name, value) -> lines.append(name).append('=').append(value).append('\n'));
    Files.writeString(folder.resolve(CONFIG), lines);
  }

  private Map<String, String> config(String bootstrapServers, String registryUrl) {
    Map<String, String> config = new HashMap<>();
    config.put("bootstrap.servers", bootstrapServers);
    config.put("schema.registry.url", registryUrl);
    config.put("application.id", "plant");
    config.put("http.port", "0");
    config.put("kafka.state.dir", folder.resolve("state").toString());
    return config;
  }
}
