package io.lexiseg.cli.command;

import io.lexiseg.cli.client.Outcome;
import io.lexiseg.cli.client.OutcomeReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.option.Checks;
import io.lexiseg.cli.option.KafkaOptions;
import io.lexiseg.cli.option.ProblemCount;
import io.lexiseg.cli.output.MaskFiles;
import io.lexiseg.cli.output.MaskSaver;
import io.lexiseg.cli.output.OverlayDrawer;
import io.lexiseg.vision.pack.install.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes masks and overlays into a folder. */
@Command(
    name = "save",
    description = "Write masks, overlays and masks.jsonl into a folder until interrupted.",
    mixinStandardHelpOptions = true)
final class MasksSaveCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(500);

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write.")
  private Path folder;

  @Option(names = "--frames", paramLabel = "N", description = "Stop after N masks.")
  private @Nullable Long frames;

  @Option(names = "--new", description = "Leave out masks that are already there.")
  private boolean onlyNew;

  @Override
  public Integer call() {
    long limit = Checks.positiveOr(frames, "--frames", Long.MAX_VALUE);
    try (KafkaConnection connection = kafka.connect();
        OutcomeReader outcomes =
            onlyNew ? OutcomeReader.fromNow(connection) : OutcomeReader.fromBeginning(connection);
        OverlayDrawer drawer = new OverlayDrawer(connection);
        MaskFiles files = MaskFiles.open(folder);
        Progress progress = Progress.on(spec.commandLine().getErr())) {
      files.remark().ifPresent(progress::say);
      ProblemCount problems = new ProblemCount(progress::say);
      MaskSaver saver = new MaskSaver(drawer, files);
      for (long done = 0; done < limit; ) {
        for (Outcome outcome : outcomes.read(POLL)) {
          if (outcome instanceof Outcome.Masked masked && done < limit) {
            save(saver, masked, problems);
            progress.progressed("masks saved", ++done - problems.count(), 0);
          }
        }
      }
      return problems.count() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private static void save(MaskSaver saver, Outcome.Masked masked, ProblemCount problems) {
    try {
      saver.save(masked.mask());
    } catch (FailedException e) { // the next one may be written
      problems.accept(String.valueOf(e.getMessage()));
    }
  }
}
