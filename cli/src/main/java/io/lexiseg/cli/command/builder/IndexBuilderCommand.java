package io.lexiseg.cli.command.builder;

import io.lexiseg.cli.option.Checks;
import io.lexiseg.cli.option.KafkaOptions;
import io.lexiseg.indexbuilder.service.BuilderConfig;
import io.lexiseg.indexbuilder.service.BuilderService;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the index builder until it is told to end. */
@Command(
    name = "index-builder",
    description =
        "Run the service that makes prototypes of captions. Properties: see docs/builder.md; later wins: file, environment (LEXISEG_...), options.",
    mixinStandardHelpOptions = true)
public final class IndexBuilderCommand implements Callable<Integer> {
  @Mixin private KafkaOptions kafka;

  @Option(names = "--set", paramLabel = "NAME=VALUE", description = "One property.")
  private Map<String, String> properties = Map.of();

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> all = new TreeMap<>(kafka.properties(System.getenv()));
    all.putAll(properties);
    BuilderService.run(Checks.usage(() -> BuilderConfig.from(all)));
    return ExitCode.OK;
  }
}
