package io.lexiseg.cli.command;

import io.lexiseg.cli.option.Checks;
import io.lexiseg.cli.option.KafkaOptions;
import io.lexiseg.processor.ProcessorService;
import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.engine.EngineKind;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the processor until it is told to end. */
@Command(
    name = "processor",
    description =
        "Run the service that turns frames into masks. Properties: see the README; later wins: file, environment (LEXISEG_...), options.",
    mixinStandardHelpOptions = true)
public final class ProcessorCommand implements Callable<Integer> {
  @Mixin private KafkaOptions kafka;

  @Option(names = "--set", paramLabel = "NAME=VALUE", description = "One property.")
  private Map<String, String> properties = Map.of();

  @Override
  public Integer call() throws InterruptedException {
    ProcessorService.run(config());
    return ExitCode.OK;
  }

  private ProcessorConfig config() {
    Map<String, String> all = new TreeMap<>(kafka.properties(System.getenv()));
    all.putAll(properties);
    return Checks.usage(() -> complete(all));
  }

  /** What is missing for the engine is named before servers that nobody has named yet. */
  private static ProcessorConfig complete(Map<String, String> properties) {
    try {
      return ProcessorConfig.from(properties);
    } catch (IllegalArgumentException e) {
      InferenceOptions options = ProcessorConfig.inference(ofInference(properties));
      if (options.computing().engine() == EngineKind.TENSORRT) {
        DjlEncoders.start(options);
      }
      throw e;
    }
  }

  private static Map<String, String> ofInference(Map<String, String> properties) {
    Map<String, String> some = new TreeMap<>(properties);
    some.keySet().removeIf(name -> !name.matches("(inference|batch)\\..*"));
    return some;
  }
}
