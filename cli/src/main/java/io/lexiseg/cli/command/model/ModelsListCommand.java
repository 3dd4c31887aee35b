package io.lexiseg.cli.command.model;

import io.lexiseg.cli.option.Json;
import io.lexiseg.cli.option.Packs;
import io.lexiseg.cli.tensorrt.InstalledPlans;
import io.lexiseg.vision.encoder.plan.PlanStore;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.Pack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.generator.AnyPack;
import io.lexiseg.vision.pack.lite.LitePack;
import io.lexiseg.vision.pack.proposer.ProposerPack;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the packs. */
@Command(
    name = "list",
    description = "Print the packs that are installed, and where.",
    mixinStandardHelpOptions = true)
final class ModelsListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PackStore store = Packs.standard().store();
    List<Pack> packs =
        store.installed().stream()
            .map(id -> store.find(id, AnyPack::load))
            .flatMap(Optional::stream)
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Json.print(out, packs.stream().map(pack -> facts(store, pack)).toList());
      return ExitCode.OK;
    }
    PlanStore plans = PlanStore.at(store.root());
    for (Pack pack : packs) {
      out.printf(
          "%s  %s, licence %s, %s%n",
          pack.id(), use(pack), pack.licence(), store.folder(pack.id()));
      String built = plans(plans, pack);
      if (!built.isEmpty()) {
        out.println("    plans " + built);
      }
    }
    if (packs.isEmpty()) {
      out.printf("no pack in %s; try: lexiseg models pull %s%n", store.root(), LitePack.ID);
    }
    return ExitCode.OK;
  }

  private static String plans(PlanStore store, Pack pack) {
    return pack instanceof ModelPack encoders ? InstalledPlans.of(store, encoders).text("; ") : "";
  }

  private static String use(Pack pack) {
    return pack instanceof ModelPack encoders
        ? "%s, presets %s".formatted(encoders.backbone(), presets(encoders))
        : kind(pack);
  }

  private static String kind(Pack pack) {
    return pack instanceof ProposerPack ? "proposer of regions" : "generator";
  }

  private static Map<String, Object> facts(PackStore store, Pack pack) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("id", pack.id());
    if (pack instanceof ModelPack encoders) {
      facts.put("backbone", encoders.backbone());
      facts.put("presets", presets(encoders));
      facts.put("plans", plans(PlanStore.at(store.root()), encoders));
    } else {
      facts.put("kind", kind(pack));
    }
    facts.put("licence", pack.licence());
    facts.put("folder", store.folder(pack.id()).toString());
    return facts;
  }

  private static Set<String> presets(ModelPack pack) {
    return new TreeSet<>(pack.presets().keySet());
  }
}
