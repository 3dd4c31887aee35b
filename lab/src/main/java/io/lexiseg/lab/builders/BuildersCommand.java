package io.lexiseg.lab.builders;

import io.lexiseg.cli.client.TopicReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.demo.broker.BrokerSettings;
import io.lexiseg.lab.system.ChildProcess;
import io.lexiseg.lab.system.Server;
import io.lexiseg.processor.generation.RequestSet;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import io.lexiseg.schemas.PrototypeRequest;
import io.lexiseg.schemas.RequestSetState;
import io.lexiseg.schemas.RequestSetStatus;
import io.lexiseg.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code builders}: prints what index builders lose, double and do a second while one is killed.
 */
@Command(
    name = "builders",
    description =
        "Give index builders a request set, kill one of them while they work, and check the index.",
    mixinStandardHelpOptions = true)
public final class BuildersCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration SILENCE = Duration.ofMinutes(5);
  private static final String INDEX = "simulated";

  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "500000",
      description = "Default: ${DEFAULT-VALUE}.")
  private int requests;

  @Option(
      names = "--instances",
      paramLabel = "N",
      defaultValue = "4",
      description = "Default: ${DEFAULT-VALUE}.")
  private int instances;

  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "2",
      description = "Kills of the first one. Default: ${DEFAULT-VALUE}.")
  private int kills;

  /** Runs the command line and returns its exit code. */
  public static int run(List<String> words) {
    return new CommandLine(new BuildersCommand()).execute(words.toArray(String[]::new));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("lexiseg-builders-");
    System.err.println("logs: " + folder);
    BrokerSettings broker = BrokerSettings.in(folder.resolve("broker")).withPartitions(12);
    List<ChildProcess> builders = new ArrayList<>();
    try (Server server = Server.start(folder, broker);
        TopicReader<RequestSetStatus> statuses =
            TopicReader.fromBeginning(
                server.connection(), Topics.PROTOTYPE_STATUS, RequestSetStatus.class)) {
      send(server.connection());
      for (int n = 0; n < instances; n++) {
        builders.add(builder(server, folder, n));
      }
      long start = System.nanoTime();
      for (int kill = 1; kill <= kills; kill++) {
        int made = await(statuses, kill * (requests / (kills + 1))).getMade();
        builders.get(0).kill();
        System.out.printf("killed after %d of %d%n", made, requests);
        builders.set(0, builder(server, folder, 0));
      }
      RequestSetStatus end = await(statuses, Integer.MAX_VALUE);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "%s: %d made of %d in %.0f s, %.0f a second with %d instances%n",
          end.getState(), end.getMade(), requests, seconds, requests / seconds, instances);
    } finally {
      builders.forEach(ChildProcess::close);
    }
    return check(folder.resolve("indexes").resolve(INDEX).toString());
  }

  private static ChildProcess builder(Server server, Path folder, int number) throws IOException {
    return ChildProcess.start(
        folder.resolve("builder-" + number + ".log"),
        List.of("-Xmx512m", "-XX:+UseSerialGC"),
        SimulatedBuilder.class,
        List.of(
            "bootstrap.servers=" + server.bootstrapServers(),
            "schema.registry.url=" + server.registryUrl(),
            "instance.id=builder-" + number,
            "kafka.state.dir=" + folder.resolve("state-" + number),
            "builder.generator=" + SimulatedBuilder.GENERATOR,
            "builder.index=" + folder.resolve("indexes") + "/{index}",
            "builder.slowest=300",
            "http.port=0"));
  }

  private void send(KafkaConnection connection) {
    List<RequestSet.Caption> captions =
        LongStream.rangeClosed(1, requests)
            .mapToObj(n -> new RequestSet.Caption("c" + n, "n" + n, Optional.empty(), n))
            .toList();
    RequestSet set =
        new RequestSet(
            new RequestSet.Target("simulated", INDEX, false, SimulatedBuilder.GENERATOR), captions);
    try (Producer<String, PrototypeRequest> producer =
        connection.producer(PrototypeRequest.class, Map.of("linger.ms", 20))) {
      for (PrototypeRequest request : set.requests(Instant.now())) {
        var unused =
            producer.send(
                new ProducerRecord<>(
                    Topics.PROTOTYPE_REQUESTS, Topics.requestKey(request), request));
      }
    }
  }

  private static RequestSetStatus await(TopicReader<RequestSetStatus> statuses, int made)
      throws IOException {
    long heard = System.nanoTime();
    while (System.nanoTime() - heard < SILENCE.toNanos()) {
      for (RequestSetStatus status : statuses.read(POLL)) {
        heard = System.nanoTime();
        boolean over =
            status.getState() == RequestSetState.PUBLISHED
                || status.getState() == RequestSetState.FAILED;
        if (over || status.getMade() >= made) {
          return status;
        }
      }
    }
    throw new IOException("expected progress within %d s".formatted(SILENCE.toSeconds()));
  }

  /** Every request once, in order. */
  private int check(String location) {
    try (PrototypeIndex index = PrototypeIndexes.open(location)) {
      long wrong = Math.abs(index.manifest().count() - requests);
      long same = Math.min(index.manifest().count(), requests);
      List<String> nouns = index.nouns(LongStream.range(0, same).toArray());
      for (int n = 0; n < same; n++) {
        wrong += nouns.get(n).equals("n" + (n + 1)) ? 0 : 1;
      }
      System.out.printf("%d prototypes in the index, %d wrong%n", index.manifest().count(), wrong);
      return wrong == 0 ? 0 : 1;
    }
  }
}
