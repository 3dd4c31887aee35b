package io.lexiseg.cli.command.builder;

import io.lexiseg.cli.client.TopicReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.option.KafkaOptions;
import io.lexiseg.indexbuilder.caption.Caption;
import io.lexiseg.indexbuilder.caption.CaptionFile;
import io.lexiseg.indexbuilder.job.CaptionTasks;
import io.lexiseg.processor.generation.RequestSet;
import io.lexiseg.processor.generation.RequestSet.Target;
import io.lexiseg.schemas.PrototypeRequest;
import io.lexiseg.schemas.ReasonCount;
import io.lexiseg.schemas.RequestSetState;
import io.lexiseg.schemas.RequestSetStatus;
import io.lexiseg.schemas.Topics;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks index builders for prototypes of captions. The same again asks for nothing new. */
@Command(
    name = "request",
    description =
        "Ask running index builders for prototypes of captions; the same again asks for nothing new.",
    mixinStandardHelpOptions = true)
public final class IndexRequestCommand implements Callable<Integer> {
  private static final String PURPOSE = "request";
  private static final Duration POLL = Duration.ofMillis(500);

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--captions",
      required = true,
      paramLabel = "FILE",
      description = "Captions: COCO JSON, TSV of id and caption, or a caption a line.")
  private Path captions;

  @Option(
      names = "--index",
      required = true,
      paramLabel = "NAME",
      description = "Index that gets the prototypes.")
  private String index;

  @Option(
      names = "--generator",
      defaultValue = "sketch",
      paramLabel = "ID",
      description = "Generator pack that draws (${DEFAULT-VALUE}).")
  private String generator;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "The captions' own seeds come from it (${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--replace",
      description = "The set becomes the whole index; else it is added to what is published.")
  private boolean replace;

  @Option(names = "--watch", description = "Show progress until the set is in the index.")
  private boolean watch;

  @Override
  public Integer call() {
    RequestSet set = new RequestSet(new Target(PURPOSE, index, replace, generator), captions());
    PrintWriter out = spec.commandLine().getOut();
    try (KafkaConnection connection = kafka.connect();
        TopicReader<RequestSetStatus> statuses =
            TopicReader.fromBeginning(
                connection, Topics.PROTOTYPE_STATUS, RequestSetStatus.class)) {
      send(connection, set);
      out.printf("request set %s: %d captions asked for%n", set.id(), set.captions().size());
      return watch ? watch(statuses, set.id(), out) : ExitCode.OK;
    }
  }

  /** With the seeds that a build from the same captions has. */
  private List<RequestSet.Caption> captions() {
    CaptionTasks read = new CaptionTasks();
    try (Stream<Caption> all = CaptionFile.check(captions).captions()) {
      all.forEach(caption -> read.add(caption.id(), caption.text()));
    }
    return read.tasks(seed).stream()
        .map(task -> new RequestSet.Caption(task.id(), task.caption(), task.noun(), task.seed()))
        .toList();
  }

  /** Builders pass over what they made already. */
  private static void send(KafkaConnection connection, RequestSet set) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (Producer<String, PrototypeRequest> producer =
        connection.producer(PrototypeRequest.class)) {
      for (PrototypeRequest request : set.requests(Clock.systemUTC().instant())) {
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    Topics.PROTOTYPE_REQUESTS, Topics.requestKey(request), request)));
      }
      producer.flush();
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new FailedException(
          "request set %s: not taken: %s".formatted(set.id(), KafkaConnection.reason(e)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("request set %s: interrupted".formatted(set.id()), e);
    }
  }

  private static int watch(TopicReader<RequestSetStatus> statuses, String set, PrintWriter out) {
    Optional<RequestSetStatus> last = Optional.empty();
    while (last.filter(IndexRequestCommand::isOver).isEmpty()) {
      Optional<RequestSetStatus> newest =
          statuses.read(POLL).stream()
              .filter(status -> status.getRequestSet().equals(set))
              .reduce((one, later) -> later);
      newest.ifPresent(status -> out.println(text(status)));
      last = newest.isPresent() ? newest : last;
    }
    return last.orElseThrow().getState() == RequestSetState.PUBLISHED
        ? ExitCode.OK
        : ExitCode.SOFTWARE;
  }

  private static boolean isOver(RequestSetStatus status) {
    return switch (status.getState()) {
      case PUBLISHED, NOTHING, FAILED -> true;
      default -> false;
    };
  }

  /** One line on where a set stands. */
  static String text(RequestSetStatus status) {
    String dropped =
        status.getDropped().stream()
            .map(count -> "%d %s".formatted(count.getCount(), count.getReason()))
            .collect(Collectors.joining(", "));
    long through =
        status.getMade() + status.getDropped().stream().mapToLong(ReasonCount::getCount).sum();
    return "%s: %d of %d captions, %d made, %d prototypes%s%s%s"
        .formatted(
            status.getState(),
            through,
            status.getAsked(),
            status.getMade(),
            status.getPrototypes(),
            dropped.isEmpty() ? "" : ", dropped: " + dropped,
            status
                .getIndexGeneration()
                .map(generation -> ", generation %d".formatted(generation))
                .orElse(""),
            status.getDetail().map(": "::concat).orElse(""));
  }
}
