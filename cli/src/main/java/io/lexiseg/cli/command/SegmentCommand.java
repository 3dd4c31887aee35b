package io.lexiseg.cli.command;

import io.lexiseg.cli.camera.PictureFolder;
import io.lexiseg.cli.option.ModelOptions;
import io.lexiseg.cli.option.VocabularyOptions;
import io.lexiseg.cli.output.MaskFiles;
import io.lexiseg.cli.output.PictureSegmenter;
import io.lexiseg.cli.output.PictureSegmenter.Counts;
import io.lexiseg.cli.output.SupportRemarks;
import io.lexiseg.processor.config.FrameSettings;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.recognition.pipeline.FramePipeline;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.pack.install.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Segments picture files without Kafka. */
@Command(
    name = "segment",
    description = "Segment pictures without Kafka; the masks are those that Kafka would get.",
    mixinStandardHelpOptions = true)
public final class SegmentCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;

  @Parameters(arity = "1..*", paramLabel = "IMAGE|DIR", description = "Pictures, or folders of.")
  private List<Path> places;

  @Mixin private VocabularyOptions vocabulary;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write.")
  private Path out;

  @Override
  public Integer call() {
    VocabularyContent content = vocabulary.content();
    PrintWriter err = spec.commandLine().getErr();
    List<PictureFolder> folders = places.stream().map(PictureFolder::of).toList();
    folders.stream().flatMap(folder -> folder.remarks().stream()).forEach(err::println);
    List<Path> files = folders.stream().flatMap(folder -> folder.files().stream()).toList();
    Counts counts;
    try (Progress progress = Progress.on(err);
        SegmentationModel opened = model.openFor(files.size(), progress);
        MaskFiles written = MaskFiles.open(out)) {
      written.remark().ifPresent(progress::say);
      String profile = model.preset().orElse(opened.profiles().defaultName());
      SupportRemarks.of(opened.support(content, opened.preset(profile))).forEach(progress::say);
      counts =
          segmenter(opened, content)
              .segment(
                  files,
                  written,
                  Runtime.getRuntime().availableProcessors(),
                  progress::say,
                  done -> progress.progressed("pictures", done, files.size()));
    }
    spec.commandLine()
        .getOut()
        .printf("%d masks, %d failed, in %s%n", counts.masks(), counts.failures(), out);
    return counts.failures() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** Those of the demo, whose processor has the default number of threads. */
  private static DecodeLimits limits() {
    int threads = 2 * Runtime.getRuntime().availableProcessors();
    DecodeLimits most = DecodeLimits.STANDARD;
    return new FrameSettings(
            threads,
            1,
            most.maxBytes(),
            most.maxPixels(),
            List.of(),
            Duration.ZERO,
            0,
            OptionalDouble.empty())
        .decodeLimits(Runtime.getRuntime().maxMemory());
  }

  private PictureSegmenter segmenter(SegmentationModel opened, VocabularyContent content) {
    String profile = model.preset().orElse(opened.profiles().defaultName());
    ResolvedVocabulary resolved = opened.resolve("command-line", content, profile);
    FramePipeline pipeline = new FramePipeline(limits(), opened.segmenter());
    return new PictureSegmenter(pipeline, resolved, Clock.systemUTC());
  }
}
