package io.lexiseg.indexbuilder.command;

import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a whole prototype index and says whether it is sound. */
@Command(
    name = "verify",
    description = "Read a whole prototype index: checksums, values, that keys find themselves.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR|redis://...", description = "The index.")
  private String location;

  @Override
  public Integer call() {
    try (PrototypeIndex index = PrototypeIndexes.open(location)) {
      IndexInspection inspection = IndexInspection.of(index);
      spec.commandLine().getOut().println(inspection.summary());
      inspection.problems().forEach(spec.commandLine().getErr()::println);
      return inspection.problems().isEmpty() ? 0 : 1;
    }
  }
}
