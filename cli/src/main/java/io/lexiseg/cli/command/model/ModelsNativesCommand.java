package io.lexiseg.cli.command.model;

import io.lexiseg.cli.failure.UsageException;
import io.lexiseg.cli.tensorrt.Natives;
import io.lexiseg.vision.encoder.tensorrt.TensorRtLibraries;
import io.lexiseg.vision.pack.install.Progress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Installs what runs networks on NVIDIA GPUs. */
@Command(
    name = "natives",
    description =
        "Fetch NVIDIA's TensorRT 8.6.1 and its CUDA libraries with Maven (2.8 GB) and unpack them (1.9 GB); Linux on x86-64.",
    mixinStandardHelpOptions = true)
final class ModelsNativesCommand implements Callable<Integer> {
  private static final String ACCEPTED = "LEXISEG_ACCEPT_NVIDIA_LICENCE";

  @Spec private CommandSpec spec;

  @Option(
      names = {"--accept-nvidia-licence", "--accept-nvidia-license"},
      description = "You accept NVIDIA's terms; or set " + ACCEPTED + "=yes.")
  private boolean accepted;

  @Option(
      names = "--runtime-only",
      description =
          "Leave out what only building plans needs (1 GB): for machines that get plans from others.")
  private boolean runtimeOnly;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "Folder with the archives, fetched elsewhere, instead of Maven.")
  private @Nullable Path from;

  @Override
  public Integer call() {
    spec.commandLine().getErr().println(Natives.licence());
    if (!accepted && !"yes".equals(System.getenv(ACCEPTED))) {
      throw new UsageException(
          "expected --accept-nvidia-licence or %s=yes, after you have read NVIDIA's terms"
              .formatted(ACCEPTED));
    }
    Natives natives = Natives.at(TensorRtLibraries.standard().folder());
    boolean installed;
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      installed = natives.install(runtimeOnly, Optional.ofNullable(from), progress);
    }
    spec.commandLine()
        .getOut()
        .printf("TensorRT 8.6.1 %s %s%n", installed ? "in" : "is there already:", natives.folder());
    return ExitCode.OK;
  }
}
