package io.lexiseg.cli.command;

import io.lexiseg.cli.client.Outcome;
import io.lexiseg.cli.client.OutcomeReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.option.Checks;
import io.lexiseg.cli.option.Json;
import io.lexiseg.cli.option.KafkaOptions;
import io.lexiseg.cli.output.RecordJson;
import io.lexiseg.cli.output.RegionLines;
import io.lexiseg.schemas.SegmentationMask;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what becomes of frames. */
@Command(
    name = "watch",
    description =
        "Print masks with their regions, drops and dead letters as they come until interrupted.",
    mixinStandardHelpOptions = true)
final class MasksWatchCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(500);

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Option(names = "--frames", paramLabel = "N", description = "Stop after N outcomes.")
  private @Nullable Long frames;

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Override
  public Integer call() {
    long limit = Checks.positiveOr(frames, "--frames", Long.MAX_VALUE);
    PrintWriter out = spec.commandLine().getOut();
    try (KafkaConnection connection = kafka.connect();
        OutcomeReader outcomes = OutcomeReader.fromNow(connection)) {
      long seen = 0;
      while (seen < limit) {
        for (Outcome outcome : outcomes.read(POLL)) {
          if (seen++ < limit) {
            out.println(json ? json(outcome) : text(outcome));
          }
        }
      }
    }
    return ExitCode.OK;
  }

  private static String json(Outcome outcome) {
    if (outcome instanceof Outcome.Masked masked) {
      return RecordJson.of(masked.mask()).put("outcome", "mask").toString();
    }
    if (outcome instanceof Outcome.Dropped dropped) {
      return RecordJson.of(dropped.drop()).put("outcome", "drop").toString();
    }
    return Json.line(outcome).put("outcome", "dead-letter").toString();
  }

  private static String text(Outcome outcome) {
    if (outcome instanceof Outcome.Masked masked) {
      SegmentationMask mask = masked.mask();
      String line =
          "mask        %s frame %d, %dx%d, %s version %d, %d ms"
              .formatted(
                  mask.getSource().getCameraId(),
                  mask.getSource().getFrameId(),
                  mask.getHeight(),
                  mask.getWidth(),
                  mask.getVocabularyId(),
                  mask.getVocabularyVersion(),
                  mask.getTimings().getTotalMicros() / 1000);
      return String.join(
          System.lineSeparator(),
          Stream.concat(Stream.of(line), RegionLines.of(mask).stream()).toList());
    }
    if (outcome instanceof Outcome.Dropped dropped) {
      return "drop        %s frame %d, %s"
          .formatted(
              dropped.drop().getSource().getCameraId(),
              dropped.drop().getSource().getFrameId(),
              dropped.drop().getReason());
    }
    Outcome.DeadLettered letter = (Outcome.DeadLettered) outcome;
    return "dead letter %s partition %d offset %d, %s: %s"
        .formatted(
            letter.key(), letter.partition(), letter.offset(), letter.reason(), letter.message());
  }
}
