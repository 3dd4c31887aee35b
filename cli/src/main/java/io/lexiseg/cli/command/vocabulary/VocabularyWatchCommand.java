package io.lexiseg.cli.command.vocabulary;

import io.lexiseg.cli.client.TopicReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.command.change.CommandSender;
import io.lexiseg.cli.option.Checks;
import io.lexiseg.cli.option.KafkaOptions;
import io.lexiseg.cli.output.RecordJson;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what processors say about vocabularies. */
@Command(
    name = "watch",
    description = "Print what processors say about vocabularies until interrupted.",
    mixinStandardHelpOptions = true)
final class VocabularyWatchCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(500);

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Option(names = "--count", paramLabel = "N", description = "Stop after N reports.")
  private @Nullable Long count;

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Override
  public Integer call() {
    long limit = Checks.positiveOr(count, "--count", Long.MAX_VALUE);
    PrintWriter out = spec.commandLine().getOut();
    try (KafkaConnection connection = kafka.connect();
        TopicReader<VocabularyStatus> reader =
            TopicReader.fromBeginning(
                connection, Topics.VOCABULARY_STATUS, VocabularyStatus.class)) {
      long seen = 0;
      while (seen < limit) {
        for (VocabularyStatus status : reader.read(POLL)) {
          if (seen++ < limit) {
            out.println(json ? RecordJson.of(status).toString() : CommandSender.text(status));
          }
        }
      }
    }
    return ExitCode.OK;
  }
}
