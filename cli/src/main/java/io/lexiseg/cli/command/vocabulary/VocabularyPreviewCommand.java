package io.lexiseg.cli.command.vocabulary;

import io.lexiseg.cli.client.PreviewAnswers;
import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.option.Checks;
import io.lexiseg.cli.option.KafkaOptions;
import io.lexiseg.cli.output.AreaTable;
import io.lexiseg.cli.output.PreviewFiles;
import io.lexiseg.cli.output.RecordJson;
import io.lexiseg.cli.output.SupportRemarks;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.PreviewPicture;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyPreview;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tries categories on pictures without changing anything. */
@Command(
    name = "preview",
    description =
        "Try categories on the last frames of cameras, or on pictures, without changing anything.",
    mixinStandardHelpOptions = true)
final class VocabularyPreviewCommand implements Callable<Integer> {
  /** Leaves room in the record for the words. */
  private static final int MOST_PICTURE_BYTES = Topics.MAX_VOCABULARY_BYTES * 3 / 4;

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Parameters(
      arity = "0..1",
      paramLabel = "\"a,b,c\"",
      description = "Category names, separated by commas.")
  private @Nullable String text;

  @Option(names = "--file", paramLabel = "FILE", description = "YAML list of categories.")
  private @Nullable Path file;

  @Option(
      names = "--id",
      paramLabel = "ID",
      defaultValue = "default",
      description = "Vocabulary to compare with (${DEFAULT-VALUE}).")
  private String id;

  @Option(
      names = {"--profile", "--preset"},
      paramLabel = "P",
      description = "Preset of the model pack; default the pack's own.")
  private @Nullable String profile;

  @Option(
      names = "--camera",
      paramLabel = "CAMERA",
      description = "Camera whose last frames are tried; may be given several times.")
  private List<String> cameras = List.of();

  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many last frames of each camera, 1..16 (${DEFAULT-VALUE}).")
  private int frames;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Pictures to try: JPEG, PNG or WebP.")
  private List<Path> pictures = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the pictures: in use left, proposed right.")
  private Path out;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "Longest time without anything new (${DEFAULT-VALUE}).")
  private int waitSeconds;

  @Option(names = "--json", description = "Print one JSON object a picture.")
  private boolean json;

  private final AreaTable table = new AreaTable();

  @Override
  public Integer call() {
    Checks.require(waitSeconds > 0, "--wait: expected 1 or more, got " + waitSeconds);
    Checks.require(
        !cameras.isEmpty() || !pictures.isEmpty(), "expected --camera or --picture, got neither");
    VocabularyCommand.Builder command = command();
    PreviewFiles files = new PreviewFiles(out);
    try (KafkaConnection connection = kafka.connect();
        PreviewAnswers answers = new PreviewAnswers(connection);
        VocabularyClient client =
            new VocabularyClient(connection, Clock.systemUTC(), VocabularyClient.user())) {
      String commandId = client.send(command);
      return show(
          answers.await(
              commandId, Duration.ofSeconds(waitSeconds), preview -> show(preview, files)));
    }
  }

  private VocabularyCommand.Builder command() {
    VocabularyContent content = Checks.content(text, file);
    VocabularyCommand.Builder command =
        VocabularyCommand.newBuilder()
            .setVocabularyId(id)
            .setAction(CommandAction.PREVIEW)
            .setCategories(content.categories())
            .setBackground(content.background())
            .setCameraIds(cameras)
            .setPreviewFrames(frames)
            .setPreviewPictures(pictures.stream().map(VocabularyPreviewCommand::picture).toList());
    Optional.ofNullable(profile).ifPresent(command::setProfile);
    long bytes =
        command.getPreviewPictures().stream()
            .mapToLong(picture -> ((ByteBuffer) picture.getPayload()).remaining())
            .sum();
    Checks.require(
        bytes <= MOST_PICTURE_BYTES,
        "--picture: expected at most %d bytes together, got %d"
            .formatted(MOST_PICTURE_BYTES, bytes));
    return command;
  }

  private static PreviewPicture picture(Path file) {
    try {
      return new PreviewPicture(
          String.valueOf(file.getFileName()), ByteBuffer.wrap(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new FailedException("%s: cannot be read".formatted(file), e);
    }
  }

  private void show(VocabularyPreview preview, PreviewFiles files) {
    PrintWriter writer = spec.commandLine().getOut();
    Path written = files.write(preview);
    table.add(preview);
    if (json) {
      writer.println(RecordJson.of(preview).put("file", written.toString()));
    } else {
      writer.printf(
          "%d/%d %s: %s, compared with version %d%n",
          preview.getPicture(),
          preview.getPictures(),
          preview.getName(),
          written,
          preview.getLiveVersion());
    }
  }

  private int show(VocabularyStatus end) {
    if (!json) {
      PrintWriter writer = spec.commandLine().getOut();
      table.lines().forEach(writer::println);
      SupportRemarks.of(end.getSupport()).forEach(writer::println);
    }
    if (end.getState() == VocabularyState.FAILED) {
      spec.commandLine().getErr().printf("preview: %s%n", end.getError().orElse("no reason given"));
      return ExitCode.SOFTWARE;
    }
    return ExitCode.OK;
  }
}
