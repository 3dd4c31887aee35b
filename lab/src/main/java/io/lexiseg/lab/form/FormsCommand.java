package io.lexiseg.lab.form;

import io.lexiseg.cli.camera.Camera;
import io.lexiseg.cli.camera.Cameras;
import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.model.ModelSettings;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.lite.LitePack;
import io.lexiseg.vision.segmentation.Segmentation;
import io.lexiseg.vision.steady.SceneMemory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code forms}: what the masks of pictures take as PNG, run lengths and polygons. */
@Command(
    name = "forms",
    description =
        "Segment pictures with the lite pack: bytes of a mask in each form, processor time to write it, connected regions and how many of them are new (docs/masks.md).",
    mixinStandardHelpOptions = true)
public final class FormsCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description = "Pictures, folders of pictures or videos; each is a camera.")
  private List<String> inputs = List.of();

  @Option(names = "--frames", paramLabel = "N", defaultValue = "24", description = "Default: 24.")
  private int frames;

  @Option(
      names = "--vocabulary",
      paramLabel = "\"a,b,c\"",
      defaultValue = "person,road,grass,building,tree,bench",
      description = "Default: ${DEFAULT-VALUE}.")
  private String vocabulary = "";

  @Option(names = "--preset", paramLabel = "P", defaultValue = "general")
  private String preset = "";

  /** Runs the command line and returns its exit code. */
  public static int run(List<String> words) {
    return new CommandLine(new FormsCommand()).execute(words.toArray(String[]::new));
  }

  @Override
  public Integer call() {
    LitePack.install(PackStore.standard(), ProgressListener.NONE);
    try (SegmentationModel model =
        SegmentationModel.open(
            new ModelSettings(
                LitePack.ID, Optional.empty(), Optional.of(preset), InferenceOptions.cpu()))) {
      ResolvedVocabulary resolved =
          model.resolve(
              "forms",
              VocabularyText.categories(VocabularyText.names(vocabulary)),
              model.preset(preset));
      for (String input : inputs) {
        measure(input, model, resolved);
      }
    }
    return 0;
  }

  private void measure(String input, SegmentationModel model, ResolvedVocabulary resolved) {
    FormFigures figures = new FormFigures(resolved.legend());
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);
    SceneMemory<Segmentation> memory = new SceneMemory<>();
    String id = Cameras.idFor(input);
    try (Camera camera = Cameras.open(id, input, FormsCommand::say, FormsCommand::say)) {
      Optional<CapturedImage> next = camera.next();
      for (int i = 0; i < frames && next.isPresent(); i++) {
        figures.add(
            model
                .segmenter()
                .segment(
                    decoder.decode(next.get().encoded()),
                    resolved::categories,
                    resolved.settings(),
                    memory));
        next = camera.next();
      }
    }
    System.out.printf("%n%s: %s%n", input, figures.text());
  }

  private static void say(String message) {
    System.err.println(message);
  }
}
