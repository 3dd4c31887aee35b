package io.lexiseg.cli.command;

import io.lexiseg.cli.doctor.Doctor;
import io.lexiseg.cli.doctor.Finding;
import io.lexiseg.cli.option.Checks;
import io.lexiseg.cli.option.Json;
import io.lexiseg.cli.option.Packs;
import io.lexiseg.vision.pack.lite.LitePack;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what works on this machine and what to do about the rest. */
@Command(
    name = "doctor",
    description = "Say what works on this machine and what to do about the rest.",
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port of the viewer (${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--index",
      paramLabel = "DIR|URL",
      description = "Prototype index, redis://... included; default the one that ships.")
  private @Nullable String index;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    List<Finding> findings =
        new Doctor(Packs.standard().store(), index(), Checks.port(port)).examine();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Json.print(out, findings);
    } else {
      findings.forEach(finding -> print(out, finding));
    }
    boolean broken = findings.stream().anyMatch(f -> f.state() == Finding.State.BROKEN);
    return broken ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private String index() {
    return index == null
        ? Path.of(System.getProperty("lexiseg.home", ""), "indexes", LitePack.ID).toString()
        : index;
  }

  private static void print(PrintWriter out, Finding finding) {
    out.printf("%-8s %-12s %s%n", finding.state(), finding.subject(), finding.detail());
    if (!finding.advice().isEmpty()) {
      out.printf("%-8s %-12s -> %s%n", "", "", finding.advice());
    }
  }
}
