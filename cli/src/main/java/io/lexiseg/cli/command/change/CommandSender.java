package io.lexiseg.cli.command.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexiseg.cli.client.CommandAnswers;
import io.lexiseg.cli.client.ProcessorInstances;
import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.option.Checks;
import io.lexiseg.cli.option.Json;
import io.lexiseg.cli.option.KafkaOptions;
import io.lexiseg.cli.output.RecordJson;
import io.lexiseg.cli.output.SupportRemarks;
import io.lexiseg.schemas.EventTime;
import io.lexiseg.schemas.ResolutionTimings;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Sends one vocabulary command and shows the answer. */
public final class CommandSender {
  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "Wait this long until every processor instance is ready, or one failed; 0: do not wait (${DEFAULT-VALUE}).")
  int waitSeconds;

  @Option(
      names = "--application-id",
      paramLabel = "ID",
      description = "Application id of the processor (lexiseg).")
  private @Nullable String applicationId;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  int send(
      KafkaOptions kafka,
      Function<VocabularyClient, String> command,
      PrintWriter out,
      PrintWriter err) {
    Checks.require(waitSeconds >= 0, "--wait: expected 0 or more, got " + waitSeconds);
    try (KafkaConnection connection = kafka.connect();
        CommandAnswers answers = new CommandAnswers(connection);
        ProcessorInstances instances = processors(connection);
        VocabularyClient client =
            new VocabularyClient(connection, Clock.systemUTC(), VocabularyClient.user())) {
      String commandId = command.apply(client);
      if (waitSeconds == 0) {
        out.println("command " + commandId + " sent");
        return ExitCode.OK;
      }
      Duration patience = Duration.ofSeconds(waitSeconds);
      return show(
          answers.awaitAll(commandId, instances, patience, one -> err.println(text(one))),
          out,
          err);
    }
  }

  private ProcessorInstances processors(KafkaConnection connection) {
    return new ProcessorInstances(
        connection,
        Optional.ofNullable(applicationId).orElse(connection.settings().applicationId()));
  }

  private int show(List<VocabularyStatus> answers, PrintWriter out, PrintWriter err) {
    VocabularyStatus answer = answers.get(answers.size() - 1);
    boolean refused = answer.getState() == VocabularyState.FAILED;
    if (json) {
      ObjectNode object = RecordJson.of(answer);
      answers.forEach(one -> object.withArray("instances").add(instance(one)));
      Json.print(out, object);
    } else if (!refused) {
      out.println(text(answer));
      answers.forEach(one -> out.println("  " + timings(one)));
    }
    if (refused) {
      err.printf(
          "vocabulary %s: refused: %s%n",
          answer.getVocabularyId(), answer.getError().orElse("no reason given"));
    }
    return refused ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private static ObjectNode instance(VocabularyStatus status) {
    ObjectNode all = RecordJson.of(status);
    return all.retain("instanceId", "version", "state", "reportedAt", "timings");
  }

  /** For example: {@code gate-1 ready in 412 ms: text 120, index 250, ...}. */
  private static String timings(VocabularyStatus status) {
    return status.getInstanceId()
        + " "
        + status.getState().name().toLowerCase(Locale.ROOT)
        + status.getTimings().map(CommandSender::timings).orElse("");
  }

  private static String timings(ResolutionTimings timings) {
    return " in %d ms: text %d, index %d, of that mean %d, swap %d"
        .formatted(
            millis(timings.getTotalMicros()),
            millis(timings.getTextMicros()),
            millis(timings.getIndexMicros()),
            millis(timings.getMeanMicros()),
            millis(timings.getSwapMicros()));
  }

  private static long millis(long micros) {
    return Math.round(micros / 1e3);
  }

  /** One line: what is in use, and what the index hardly knows. */
  public static String text(VocabularyStatus status) {
    String weak = String.join("; ", SupportRemarks.of(status.getSupport()));
    return "%s version %d %s%s%s%s%s"
        .formatted(
            status.getVocabularyId(),
            status.getVersion(),
            status.getState(),
            status
                .getEffectiveFromMicros()
                .map(micros -> " for frames from " + EventTime.instant(micros) + " on")
                .orElse(""),
            weak.isEmpty() ? "" : "; " + weak,
            status.getWarnings().stream()
                .map(warning -> "; warning: " + warning)
                .collect(Collectors.joining()),
            status.getError().map(error -> "; " + error).orElse(""));
  }
}
