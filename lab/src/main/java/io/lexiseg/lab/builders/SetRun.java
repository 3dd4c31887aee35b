package io.lexiseg.lab.builders;

import io.lexiseg.cli.client.TopicReader;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One request set, made by so many builders of which the first one is killed now and then. */
final class SetRun {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration SILENCE = Duration.ofMinutes(5);

  private final Server server;
  private final Path folder;
  private final String index;
  private final int requests;
  private final int instances;
  private final List<ChildProcess> builders = new ArrayList<>();
  private Optional<RequestSetStatus> last = Optional.empty();
  private double rate;

  /**
   * Does nothing yet.
   *
   * @param index gets the prototypes
   * @param requests in the set
   * @param instances builders at once
   */
  SetRun(Server server, Path folder, String index, int requests, int instances) {
    this.server = server;
    this.folder = folder;
    this.index = index;
    this.requests = requests;
    this.instances = instances;
  }

  int instances() {
    return instances;
  }

  /** Requests a second, from a tenth of the set to its last request. */
  double rate() {
    return rate;
  }

  /** Asks for all prototypes, before any builder runs. */
  void send() {
    List<RequestSet.Caption> captions =
        LongStream.rangeClosed(1, requests)
            .mapToObj(n -> new RequestSet.Caption("c" + n, "n" + n, Optional.empty(), n))
            .toList();
    RequestSet set =
        new RequestSet(
            new RequestSet.Target("simulated", index, false, SimulatedBuilder.GENERATOR), captions);
    try (Producer<String, PrototypeRequest> producer =
        server.connection().producer(PrototypeRequest.class, Map.of("linger.ms", 20))) {
      for (PrototypeRequest request : set.requests(Instant.now())) {
        var unused =
            producer.send(
                new ProducerRecord<>(
                    Topics.PROTOTYPE_REQUESTS, Topics.requestKey(request), request));
      }
    }
  }

  /**
   * Starts the builders, kills, waits until the set is published, stops them; says what was seen.
   */
  String make(int kills) throws IOException, InterruptedException {
    try (TopicReader<RequestSetStatus> statuses =
        TopicReader.fromBeginning(
            server.connection(), Topics.PROTOTYPE_STATUS, RequestSetStatus.class)) {
      long start = System.nanoTime();
      for (int number = 0; number < instances; number++) {
        builders.add(builder(number));
      }
      int first = await(statuses, requests / 10).getMade();
      long warm = System.nanoTime();
      for (int kill = 1; kill <= kills; kill++) {
        int made = await(statuses, kill * (requests / (kills + 1))).getMade();
        builders.get(0).kill();
        System.out.printf("killed after %d of %d%n", made, requests);
        builders.set(0, builder(0));
      }
      await(statuses, requests);
      long through = System.nanoTime();
      rate = (requests - first) / seconds(warm, through);
      RequestSetStatus end = await(statuses, Integer.MAX_VALUE);
      return "%d instances, %s: %d made of %d, %.0f a second; %.0f s to a tenth, %.0f s to the last, %.0f s to the index"
          .formatted(
              instances,
              end.getState(),
              end.getMade(),
              requests,
              rate,
              seconds(start, warm),
              seconds(start, through),
              seconds(start, System.nanoTime()));
    } finally {
      builders.forEach(ChildProcess::close);
    }
  }

  private static double seconds(long from, long to) {
    return (to - from) / 1e9;
  }

  private ChildProcess builder(int number) throws IOException {
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

  private RequestSetStatus await(TopicReader<RequestSetStatus> statuses, int made)
      throws IOException {
    long heard = System.nanoTime();
    while (System.nanoTime() - heard < SILENCE.toNanos()) {
      for (RequestSetStatus status : statuses.read(POLL)) {
        if (status.getIndexName().equals(index)) {
          heard = System.nanoTime();
          last = Optional.of(status);
        }
      }
      if (last.filter(status -> isOver(status) || status.getMade() >= made).isPresent()) {
        return last.get();
      }
    }
    throw new IOException("expected progress within %d s".formatted(SILENCE.toSeconds()));
  }

  private static boolean isOver(RequestSetStatus status) {
    return status.getState() == RequestSetState.PUBLISHED
        || status.getState() == RequestSetState.FAILED;
  }

  /** Every request is in the index once, in order; how many are not. */
  long countWrong() {
    String location = folder.resolve("indexes").resolve(index).toString();
    try (PrototypeIndex made = PrototypeIndexes.open(location)) {
      long count = made.manifest().count();
      long wrong = Math.abs(count - requests);
      List<String> nouns = made.nouns(LongStream.range(0, Math.min(count, requests)).toArray());
      for (int n = 0; n < nouns.size(); n++) {
        wrong += nouns.get(n).equals("n" + (n + 1)) ? 0 : 1;
      }
      System.out.printf("%d prototypes in the index, %d wrong%n", count, wrong);
      return wrong;
    }
  }
}
