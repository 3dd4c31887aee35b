package io.lexiseg.cli.command.zone;

import io.lexiseg.cli.client.TopicReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.option.Json;
import io.lexiseg.cli.option.KafkaOptions;
import io.lexiseg.cli.output.RecordJson;
import io.lexiseg.schemas.CameraZones;
import io.lexiseg.schemas.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the zones of cameras. */
@Command(
    name = "list",
    description = "Print the zones of cameras.",
    mixinStandardHelpOptions = true)
final class ZonesListCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(500);

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Parameters(arity = "0..*", paramLabel = "CAMERA", description = "Only these cameras.")
  private List<String> cameras = List.of();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    try (KafkaConnection connection = kafka.connect();
        TopicReader<CameraZones> reader =
            TopicReader.fromBeginning(connection, Topics.CAMERA_ZONES, CameraZones.class)) {
      print(
          reader.table(POLL).stream()
              .filter(one -> cameras.isEmpty() || cameras.contains(one.getCameraId()))
              .sorted(Comparator.comparing(CameraZones::getCameraId))
              .toList());
    }
    return ExitCode.OK;
  }

  private void print(List<CameraZones> all) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Json.print(out, all.stream().map(RecordJson::of).toList());
      return;
    }
    for (CameraZones one : all) {
      out.printf("camera %s version %d%n", one.getCameraId(), one.getVersion());
      one.getZones().forEach(zone -> out.println("  " + ZoneText.of(zone)));
    }
  }
}
