package io.lexiseg.indexbuilder.command;

import io.lexiseg.indexbuilder.classifier.Classifier;
import io.lexiseg.indexbuilder.classifier.ClassifierWriter;
import io.lexiseg.indexbuilder.dataset.MaskIndexBuilder;
import io.lexiseg.indexbuilder.dataset.SegmentationDataset;
import io.lexiseg.indexbuilder.job.IndexPublication;
import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.file.FilePrototypeIndexWriter;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.PromptEnsemble;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.install.Progress;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.lite.LitePack;
import io.lexiseg.vision.pack.shipped.EncoderPacks;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a prototype index from pictures with reference masks, or from captions. */
@Command(
    name = "build",
    description = {
      "Make a prototype index from pictures with reference masks, or from captions.",
      "From captions, pictures are drawn by a generator. An interrupted build goes on when it is"
          + " started again."
    },
    mixinStandardHelpOptions = true)
final class BuildCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Source source = new Source();

  /** What the index is made of. */
  static final class Source {
    @ArgGroup(exclusive = false, multiplicity = "1", heading = "From masks:%n")
    private @Nullable Masks masks; // picocli leaves it null where it is not asked for

    @ArgGroup(exclusive = false, multiplicity = "1", heading = "From captions:%n")
    private @Nullable CaptionBuild captions; // picocli leaves it null where it is not asked for
  }

  /** Pictures with reference masks, and what the pack's classifier adds to them. */
  static final class Masks {
    @Option(
        names = "--from-masks",
        required = true,
        paramLabel = "DIR",
        description = "Folder with images/, masks/ and classes.json.")
    private Path folder;

    @Option(
        names = "--classifier-nouns",
        description =
            "Add a prototype for each noun of the pack's classifier that the masks lack (pack lite).")
    private boolean classifierNouns;
  }

  @Option(
      names = "--pack",
      paramLabel = "ID|DIR",
      description =
          "Model pack: an installed one or a folder (default: drawings for the generator sketch, else lite).")
  private Optional<String> pack = Optional.empty();

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "New folder.")
  private Path out;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the index (default: that of the folder).")
  private Optional<String> name;

  @Option(
      names = "--generation",
      defaultValue = "1",
      paramLabel = "N",
      description = "Generation of the index (${DEFAULT-VALUE}).")
  private int generation;

  @Option(
      names = "--components",
      defaultValue = "FLOAT16",
      paramLabel = "TYPE",
      description = "How prototypes are stored: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private ComponentType components;

  @Option(
      names = "--provenance",
      paramLabel = "KEY=VALUE",
      description =
          "A fact to keep in the manifest, such as source=... or licence=...; repeatable.")
  private Map<String, String> provenance = new LinkedHashMap<>();

  @Override
  public Integer call() {
    PrintWriter lines = spec.commandLine().getOut();
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      CaptionBuild captions = source.captions;
      if (captions != null) {
        List<String> said = captions.build(new CaptionBuild.Target(out, form(), pack), progress);
        progress.endLine();
        said.forEach(lines::println);
      } else {
        Masks masks = Objects.requireNonNull(source.masks);
        SegmentationDataset dataset = SegmentationDataset.open(masks.folder);
        ModelPack modelPack = encoders(pack.orElse(LitePack.ID), progress);
        Optional<Classifier> classifier =
            masks.classifierNouns ? Optional.of(Classifier.require(modelPack)) : Optional.empty();
        lines.println(build(dataset, modelPack, classifier, progress).toJson());
      }
    }
    return 0;
  }

  static ModelPack encoders(String pack, ProgressListener progress) {
    return EncoderPacks.open(PackStore.standard(), pack, progress);
  }

  private IndexPublication.Form form() {
    return new IndexPublication.Form(indexName(), generation, components, provenance);
  }

  private String indexName() {
    return name.orElseGet(() -> PrototypeIndexes.nameOf(out.toString()));
  }

  private IndexManifest build(
      SegmentationDataset dataset,
      ModelPack modelPack,
      Optional<Classifier> classifier,
      Progress progress) {
    IndexDescription description =
        new IndexDescription(
            indexName(),
            generation,
            modelPack.backbone(),
            modelPack.text().dimension(),
            modelPack.dense().dimension(),
            facts(dataset, modelPack));
    try (PrototypeIndexWriter file = FilePrototypeIndexWriter.create(out, description, components);
        Encoders encoders = DjlEncoders.open(modelPack, oneAtATime())) {
      PromptEnsemble text = new PromptEnsemble(encoders.text(), modelPack.templates());
      PrototypeIndexWriter writer = ClassifierWriter.around(file, classifier, text);
      return new MaskIndexBuilder(encoders, modelPack).build(dataset, writer, progress);
    }
  }

  /** Pictures come one after the other, so all cores share each run. */
  static InferenceOptions oneAtATime() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new InferenceOptions(1, cores, InferenceOptions.cpu().batching());
  }

  private Map<String, String> facts(SegmentationDataset dataset, ModelPack modelPack) {
    Map<String, String> facts = new LinkedHashMap<>(MaskIndexBuilder.facts(dataset, modelPack));
    facts.putAll(provenance);
    return facts;
  }
}
