package io.lexiseg.cli.command.zone;

import io.lexiseg.cli.client.TopicReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.option.Checks;
import io.lexiseg.cli.option.KafkaOptions;
import io.lexiseg.cli.output.RecordJson;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.ZoneEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what happens in zones. */
@Command(
    name = "watch",
    description = "Print what happens in zones until interrupted.",
    mixinStandardHelpOptions = true)
final class ZonesWatchCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(500);

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Parameters(arity = "0..*", paramLabel = "CAMERA", description = "Only these cameras.")
  private List<String> cameras = List.of();

  @Option(names = "--past", description = "Begin with the events that are kept.")
  private boolean past;

  @Option(names = "--count", paramLabel = "N", description = "Stop after N events.")
  private @Nullable Long count;

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Override
  public Integer call() {
    long limit = Checks.positiveOr(count, "--count", Long.MAX_VALUE);
    PrintWriter out = spec.commandLine().getOut();
    try (KafkaConnection connection = kafka.connect();
        TopicReader<ZoneEvent> reader = reader(connection)) {
      long seen = 0;
      while (seen < limit) {
        for (ZoneEvent event : reader.read(POLL)) {
          boolean wanted = cameras.isEmpty() || cameras.contains(event.getSource().getCameraId());
          if (wanted && seen++ < limit) {
            out.println(json ? RecordJson.of(event).toString() : ZoneText.of(event));
          }
        }
      }
    }
    return ExitCode.OK;
  }

  private TopicReader<ZoneEvent> reader(KafkaConnection connection) {
    return past
        ? TopicReader.fromBeginning(connection, Topics.ZONE_EVENTS, ZoneEvent.class)
        : TopicReader.fromNow(connection, Topics.ZONE_EVENTS, ZoneEvent.class);
  }
}
