package io.lexiseg.cli.command;

import io.lexiseg.cli.option.Json;
import io.lexiseg.cli.option.Packs;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.lite.LitePack;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    List<ModelPack> packs =
        store.installed().stream().map(store::find).flatMap(Optional::stream).toList();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Json.print(out, packs.stream().map(pack -> facts(store, pack)).toList());
      return ExitCode.OK;
    }
    for (ModelPack pack : packs) {
      out.printf(
          "%s  %s, presets %s, licence %s, %s%n",
          pack.id(),
          pack.backbone(),
          new TreeSet<>(pack.presets().keySet()),
          pack.about().licence(),
          store.folder(pack.id()));
    }
    if (packs.isEmpty()) {
      out.printf("no pack in %s; try: lexiseg models pull %s%n", store.root(), LitePack.ID);
    }
    return ExitCode.OK;
  }

  private static Map<String, Object> facts(PackStore store, ModelPack pack) {
    return Map.of(
        "id", pack.id(),
        "backbone", pack.backbone(),
        "presets", new TreeSet<>(pack.presets().keySet()),
        "licence", pack.about().licence(),
        "folder", store.folder(pack.id()).toString());
  }
}
