package io.lexiseg.indexbuilder.command;

import io.lexiseg.indexbuilder.diffusion.DiffusionSettings;
import io.lexiseg.indexbuilder.diffusion.GeneratorPacks;
import io.lexiseg.indexbuilder.inspection.DrawnPictures;
import io.lexiseg.indexbuilder.inspection.IndexView;
import io.lexiseg.indexbuilder.inspection.InspectionPage;
import io.lexiseg.indexbuilder.inspection.PictureSource;
import io.lexiseg.indexbuilder.job.BuildPlan;
import io.lexiseg.indexbuilder.job.IndexPublication;
import io.lexiseg.indexbuilder.job.JobFolder;
import io.lexiseg.indexbuilder.job.KeptPictures;
import io.lexiseg.indexbuilder.job.Selection;
import io.lexiseg.indexbuilder.prototype.PictureMakers;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.file.FilePrototypeIndex;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.generator.GeneratorPack;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a page on which a person looks at what an index from captions is made of. */
@Command(
    name = "inspect",
    description = {
      "Write a page with pictures, attributions, masks and neighbours of prototypes.",
      "Pictures that were not kept are drawn again where the generator is at hand."
    },
    mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The index, with DIR.made beside it.")
  private Path index;

  @Option(names = "--noun", paramLabel = "N", description = "Only this noun (default: all).")
  private Optional<String> noun;

  @Option(
      names = "--most",
      defaultValue = "120",
      paramLabel = "N",
      description = "Prototypes on the page, shared out among the nouns (${DEFAULT-VALUE}).")
  private int most;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The page (default: DIR.html or DIR-NOUN.html beside the index).")
  private Optional<Path> out;

  @Option(
      names = "--generator",
      paramLabel = "ID|DIR",
      description = "Generator pack to draw again with (default: the one that drew before, by id).")
  private Optional<String> generator;

  @Override
  public Integer call() {
    IndexManifest manifest = FilePrototypeIndex.manifest(index);
    IndexView.Choice choice = new IndexView.Choice(noun, most);
    try (JobFolder folder = JobFolder.of(index);
        Pictures pictures = pictures(folder)) {
      Selection selection =
          Selection.of(
              folder.batches(), IndexPublication.filters(manifest), folder.scratch("vectors"));
      IndexView view = IndexView.of(folder.batches(), selection, choice);
      Path page = out.orElseGet(() -> page(folder.index()));
      write(page, new InspectionPage(manifest, view, pictures.source(), pictures.remark()));
      spec.commandLine().getOut().println(page);
    }
    return 0;
  }

  private Path page(Path folder) {
    String more =
        noun.map(name -> "-" + name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-"))
            .orElse("");
    return folder.resolveSibling(folder.getFileName() + more + ".html");
  }

  private static void write(Path page, InspectionPage content) {
    try (BufferedWriter writer = Files.newBufferedWriter(page, StandardCharsets.UTF_8)) {
      content.write(writer);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + page, e);
    }
  }

  /** Pictures, and what is to be said of them. */
  private record Pictures(PictureSource source, String remark, Optional<DrawnPictures> drawn)
      implements AutoCloseable {
    @Override
    public void close() {
      drawn.ifPresent(DrawnPictures::close);
    }
  }

  private Pictures pictures(JobFolder folder) {
    Path place = JobFolder.picturesOf(folder.index());
    PictureSource kept =
        Files.isDirectory(place) ? new KeptPictures(place)::find : PictureSource.NONE;
    BuildPlan plan = folder.plan();
    try {
      GeneratorPack pack =
          GeneratorPacks.open(PackStore.standard(), generator.orElse(plan.generator().id()));
      if (!pack.sha256().equals(plan.generator().sha256())) {
        throw new IllegalArgumentException(
            "expected generator %s with SHA-256 %s, found %s"
                .formatted(plan.generator().id(), plan.generator().sha256(), pack.sha256()));
      }
      DiffusionSettings drawing = CaptionBuild.drawing(plan.generator().settings(), pack);
      DrawnPictures drawn =
          new DrawnPictures(
              () -> PictureMakers.generator(pack, drawing, BuildCommand.oneAtATime()),
              plan.settings().gamma());
      return new Pictures(
          kept.or(drawn), "Pictures that were not kept are drawn again.", Optional.of(drawn));
    } catch (IllegalArgumentException e) {
      return new Pictures(
          kept,
          "Pictures that were not kept cannot be drawn again: " + e.getMessage() + ".",
          Optional.empty());
    }
  }
}
