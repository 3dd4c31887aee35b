package io.lexiseg.quickstart.cli;

import io.lexiseg.processor.ConfigSources;
import io.lexiseg.processor.ProcessorConfig;
import io.lexiseg.processor.ProcessorService;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the processor until it is told to end. */
@Command(
    name = "processor",
    description =
        "Run the service that turns frames into masks. Properties: see the README; later wins: file, environment (LEXISEG_...), --set.",
    mixinStandardHelpOptions = true)
final class ProcessorCommand implements Callable<Integer> {
  @Option(names = "--config", paramLabel = "FILE", description = "Properties, one a line.")
  private @Nullable Path file;

  @Option(names = "--set", paramLabel = "NAME=VALUE", description = "One property.")
  private Map<String, String> properties = Map.of();

  @Override
  public Integer call() throws InterruptedException {
    ProcessorService.run(config());
    return LexisegCommand.DONE;
  }

  private ProcessorConfig config() {
    try {
      return ProcessorConfig.from(
          ConfigSources.gather(Optional.ofNullable(file), System.getenv(), properties));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
