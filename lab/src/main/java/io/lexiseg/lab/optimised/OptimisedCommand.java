package io.lexiseg.lab.optimised;

import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.optimise.PackOptimiser;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code optimised}: a pack before and after {@code models optimise}, and in PyTorch. */
@Command(
    name = "optimised",
    description =
        "Windows of a pack and of what models optimise made of it, in turn, and of PyTorch (docs/performance.md).",
    mixinStandardHelpOptions = true)
public final class OptimisedCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final String PROGRAM = "tools/export/speed.py";

  @Parameters(
      index = "0",
      paramLabel = "PACK",
      defaultValue = "lite",
      description = "Default: lite.")
  private String id = "";

  @Parameters(index = "1", paramLabel = "ROUNDS", defaultValue = "3", description = "Default: 3.")
  private int rounds;

  @Option(
      names = "--windows",
      paramLabel = "N",
      defaultValue = "8",
      description = "Of the eight that ship, for networks that take their time. Default: 8.")
  private int windows;

  @Option(
      names = "--pytorch",
      paramLabel = "PYTHON",
      description =
          "A Python with torch, timm, open_clip and onnxruntime: PyTorch takes turns, too.")
  private @Nullable String python;

  /** Runs the command line and returns its exit code. */
  public static int run(List<String> words) {
    return new CommandLine(new OptimisedCommand())
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              line.getErr().println("optimised: " + failure.getMessage());
              return FAILED;
            })
        .execute(words.toArray(String[]::new));
  }

  @Override
  public Integer call() {
    PackStore store = PackStore.standard();
    ModelPack pack = store.open(id);
    ModelPack fast = store.open(pack.id() + PackOptimiser.SUFFIX);
    if (python == null) {
      new OptimisedSpeed(pack, fast, Optional.empty(), System.out).run(rounds, windows);
      return 0;
    }
    Path program = Path.of(System.getProperty("lexiseg.home", "")).resolve(PROGRAM);
    try (PyTorch torch =
        new PyTorch(List.of(python, program.toString(), pack.folder().toString()))) {
      new OptimisedSpeed(pack, fast, Optional.of(torch), System.out).run(rounds, windows);
    }
    return 0;
  }
}
