package io.lexiseg.quickstart.cli;

import io.lexiseg.quickstart.client.CommandAnswers;
import io.lexiseg.quickstart.client.KafkaConnection;
import io.lexiseg.quickstart.client.VocabularyClient;
import io.lexiseg.quickstart.output.RecordJson;
import io.lexiseg.schemas.CategorySupport;
import io.lexiseg.schemas.EventTime;
import io.lexiseg.schemas.SupportLevel;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Sends one vocabulary command and shows the answer. */
final class CommandSender {
  private static final int NEAREST = 2;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "Wait this long for a processor's answer; 0: do not wait (${DEFAULT-VALUE}).")
  int waitSeconds;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  static String issuer() {
    return System.getProperty("user.name", "unknown");
  }

  int send(
      KafkaOptions kafka,
      Function<VocabularyClient, String> command,
      PrintWriter out,
      PrintWriter err) {
    Checks.require(waitSeconds >= 0, "--wait: expected 0 or more, got " + waitSeconds);
    try (KafkaConnection connection = kafka.connect();
        CommandAnswers answers = new CommandAnswers(connection);
        VocabularyClient client = new VocabularyClient(connection, Clock.systemUTC(), issuer())) {
      String commandId = command.apply(client);
      if (waitSeconds == 0) {
        out.println("command " + commandId + " sent");
        return LexisegCommand.DONE;
      }
      return show(answers.await(commandId, Duration.ofSeconds(waitSeconds)), out, err);
    }
  }

  private int show(VocabularyStatus answer, PrintWriter out, PrintWriter err) {
    boolean refused = answer.getState() == VocabularyState.FAILED;
    if (json) {
      Json.print(out, RecordJson.of(answer));
    } else if (!refused) {
      out.println(text(answer));
    }
    if (refused) {
      err.printf(
          "vocabulary %s: refused: %s%n",
          answer.getVocabularyId(), answer.getError().orElse("no reason given"));
    }
    return refused ? LexisegCommand.FAILED : LexisegCommand.DONE;
  }

  /** One line: what is in use, and what the index hardly knows. */
  static String text(VocabularyStatus status) {
    String weak =
        status.getSupport().stream()
            .filter(category -> category.getLevel() != SupportLevel.STRONG)
            .map(CommandSender::weak)
            .collect(Collectors.joining("; "));
    return "%s version %d %s%s%s%s"
        .formatted(
            status.getVocabularyId(),
            status.getVersion(),
            status.getState(),
            status
                .getEffectiveFromMicros()
                .map(micros -> " for frames from " + EventTime.instant(micros) + " on")
                .orElse(""),
            weak.isEmpty() ? "" : "; " + weak,
            status.getError().map(error -> "; " + error).orElse(""));
  }

  /** For example: {@code zamboni: weak, nearest snowplow 0.71, tractor 0.69}. */
  static String weak(CategorySupport category) {
    String nearest =
        category.getNearest().stream()
            .limit(NEAREST)
            .map(key -> String.format(Locale.ROOT, "%s %.2f", key.getWord(), key.getScore()))
            .collect(Collectors.joining(", "));
    return "%s: %s%s"
        .formatted(
            category.getCategory(),
            category.getLevel().name().toLowerCase(Locale.ROOT),
            nearest.isEmpty() ? "" : ", nearest " + nearest);
  }
}
