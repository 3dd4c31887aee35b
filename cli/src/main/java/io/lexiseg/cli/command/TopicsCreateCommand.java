package io.lexiseg.cli.command;

import io.lexiseg.cli.client.connection.ClusterSettings;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.option.Checks;
import io.lexiseg.cli.option.KafkaOptions;
import io.lexiseg.indexbuilder.service.BuilderNeeds;
import io.lexiseg.processor.topology.ClusterNeeds;
import io.lexiseg.schemas.SchemaRegistrar;
import io.lexiseg.schemas.TopicCreator;
import io.lexiseg.schemas.TopicDefinition;
import io.lexiseg.schemas.TopicLimitRaiser;
import io.lexiseg.schemas.Topics;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Creates the topics a cluster lacks, those of the processor's stores included, then registers
 * every schema; may be repeated.
 */
@Command(
    name = "create",
    description = "Create missing topics and register all schemas; what exists stays as it is.",
    mixinStandardHelpOptions = true)
final class TopicsCreateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      defaultValue = "1",
      description = "Copies of each partition (${DEFAULT-VALUE}).")
  private short replicas;

  @Option(
      names = "--application-id",
      paramLabel = "ID",
      description =
          "Application id of processor and index builder, which names topics of their own (lexiseg).")
  private @Nullable String applicationId;

  @Option(
      names = "--dry-run",
      description = "Print the topics with their settings and change nothing.")
  private boolean dryRun;

  @Option(
      names = "--alter",
      description = "Also raise limits (max.message.bytes) that are lower than records need.")
  private boolean alter;

  @Override
  public Integer call() {
    Checks.require(replicas >= 1, "--replicas: expected 1 or more, got " + replicas);
    PrintWriter out = spec.commandLine().getOut();
    if (dryRun) {
      Topics.all().forEach(topic -> out.println(text(topic)));
      stores(name -> Topics.definition(name).partitions())
          .forEach(topic -> out.println(text(topic)));
      return ExitCode.OK;
    }
    try (KafkaConnection connection = kafka.connect();
        Admin admin = connection.admin()) {
      List<String> created =
          new ArrayList<>(TopicCreator.createMissing(admin, Topics.all(), replicas));
      // Kafka Streams refuses a topic of a store that has not as many partitions as its sources.
      Map<String, Integer> partitions = TopicCreator.partitions(admin, Topics.all());
      created.addAll(
          TopicCreator.createMissing(
              admin, stores(name -> partitions.getOrDefault(name, 1)), replicas));
      out.printf("topics created: %s%n", created.isEmpty() ? "none" : String.join(", ", created));
      if (alter) {
        List<TopicDefinition> all = new ArrayList<>(Topics.all());
        all.addAll(stores(partitions::get));
        List<String> raised = TopicLimitRaiser.raise(admin, all);
        out.printf("limits raised: %s%n", raised.isEmpty() ? "none" : String.join(", ", raised));
      }
      int schemas = register(connection.settings());
      out.printf("schemas registered: %d%n", schemas);
      return ExitCode.OK;
    } catch (IllegalStateException e) {
      throw new FailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private List<TopicDefinition> stores(ToIntFunction<String> partitions) {
    String id =
        Optional.ofNullable(applicationId).orElseGet(() -> kafka.settings().applicationId());
    return ClusterNeeds.of(id).and(BuilderNeeds.of(id)).stores().stream()
        .map(store -> store.definition(partitions))
        .toList();
  }

  private static int register(ClusterSettings settings) {
    return SchemaRegistrar.registerAll(settings.registryUrl(), settings.registry()).size();
  }

  private static String text(TopicDefinition topic) {
    return "%s: %d partitions, %s"
        .formatted(topic.name(), topic.partitions(), new TreeMap<>(topic.config()));
  }
}
