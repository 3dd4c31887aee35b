package io.lexiseg.lab.parity;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.option.Json;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares a pack's encoders with another program's results. */
@Command(
    name = "compare",
    description = {
      "Encode the pictures and prompts of a reference with a pack, and say how far the results are off.",
      "tools/export/parity.py makes references."
    },
    mixinStandardHelpOptions = true)
public final class ModelsCompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--pack",
      required = true,
      paramLabel = "P",
      description = "Pack, by id or folder.")
  private String pack;

  @Option(
      names = "--reference",
      required = true,
      paramLabel = "DIR",
      description = "The reference.")
  private Path folder;

  @Option(
      names = "--least-cosine",
      defaultValue = "0.9999",
      paramLabel = "C",
      description = "Fail when a vector is further off (${DEFAULT-VALUE}).")
  private double leastCosine;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    EncoderReference reference = EncoderReference.load(folder);
    ModelPack opened = PackStore.standard().open(pack);
    List<EncoderAgreement> agreements;
    try (Encoders encoders = DjlEncoders.open(opened, InferenceOptions.cpu())) {
      agreements = reference.compare(encoders);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Json.print(out, Map.of("madeBy", reference.madeBy(), "networks", agreements));
    } else {
      agreements.forEach(agreement -> print(out, agreement));
    }
    require(agreements);
    return ExitCode.OK;
  }

  private static void print(PrintWriter out, EncoderAgreement agreement) {
    out.printf(
        Locale.ROOT,
        "%-5s  %5d vectors, cosine at least %.7f, mean %.7f, relative error at most %.1e%n",
        agreement.network(),
        agreement.vectors(),
        agreement.lowestCosine(),
        agreement.meanCosine(),
        agreement.largestRelativeError());
  }

  private void require(List<EncoderAgreement> agreements) {
    List<String> far =
        agreements.stream()
            .filter(agreement -> !(agreement.lowestCosine() >= leastCosine)) // true of NaN, too
            .map(agreement -> agreement.network() + " " + agreement.lowestCosine())
            .toList();
    if (!far.isEmpty()) {
      throw new FailedException(
          "pack %s: expected a cosine of at least %s to %s, got %s"
              .formatted(pack, leastCosine, folder, String.join(", ", far)));
    }
  }
}
