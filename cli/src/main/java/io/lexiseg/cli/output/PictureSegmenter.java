package io.lexiseg.cli.output;

import io.lexiseg.cli.camera.FolderCamera;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.failure.FileProblem;
import io.lexiseg.processor.frame.MaskRecords;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.pipeline.FramePayload;
import io.lexiseg.recognition.pipeline.FramePipeline;
import io.lexiseg.recognition.pipeline.RecordException;
import io.lexiseg.recognition.pipeline.SegmentedFrame;
import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.SegmentationMask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Segments picture files exactly as the processor segments frames. */
public final class PictureSegmenter {
  /** Share of the picture from which on it is worth a word. */
  private static final float LEAST_TOLD = 0.05f;

  private final FramePipeline pipeline;
  private final ResolvedVocabulary vocabulary;
  private final Clock clock;

  /**
   * Prepares.
   *
   * @param vocabulary used for every picture
   */
  public PictureSegmenter(FramePipeline pipeline, ResolvedVocabulary vocabulary, Clock clock) {
    this.pipeline = pipeline;
    this.vocabulary = vocabulary;
    this.clock = clock;
  }

  /** One picture's result, or why it has none. */
  private record Result(
      Path file, Optional<SegmentationMask> mask, Optional<Drawing> drawing, String problem) {}

  private static final class Drawing {
    private final byte[] jpeg;

    Drawing(byte[] jpeg) {
      this.jpeg = jpeg;
    }
  }

  /** How many pictures got a mask, and how many did not. */
  public record Counts(long masks, long failures) {}

  /**
   * Segments files in order and writes what comes out.
   *
   * @param threads pictures in work at once, at least 1
   * @param problems hears of each picture that is none, and what others show that nobody named
   * @param finished hears how many are done
   */
  public Counts segment(
      List<Path> files,
      MaskFiles out,
      int threads,
      Consumer<String> problems,
      Consumer<Long> finished) {
    AtomicLong next = new AtomicLong();
    List<Numbered> numbered =
        files.stream().map(file -> new Numbered(file, next.getAndIncrement())).toList();
    long[] counts = new long[2];
    OrderedWork.run(
        numbered,
        threads,
        this::segment,
        result -> {
          Optional<String> problem = write(result, out);
          problem.ifPresent(text -> problems.accept(result.file() + ": " + text));
          hint(result).ifPresent(problems);
          counts[problem.isEmpty() ? 0 : 1]++;
          finished.accept(counts[0] + counts[1]);
        });
    return new Counts(counts[0], counts[1]);
  }

  /** What went wrong, if the picture has no mask now. */
  private static Optional<String> write(Result result, MaskFiles out) {
    if (result.mask().isEmpty()) {
      return Optional.of(result.problem());
    }
    try {
      out.write(
          FolderCamera.nameOf(result.file()),
          result.mask().get(),
          result.drawing().map(drawing -> drawing.jpeg));
      return Optional.empty();
    } catch (FailedException e) { // the next one may be written
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> hint(Result result) {
    return result
        .mask()
        .map(PictureSegmenter::seenInstead)
        .filter(nouns -> !nouns.isEmpty())
        .map(
            nouns ->
                "%s: no category looks like: %s: add?"
                    .formatted(FolderCamera.nameOf(result.file()), nouns));
  }

  /** What much of a picture looks like that has no category; empty: nothing to say. */
  public static String seenInstead(SegmentationMask mask) {
    return mask.getSeenInstead().stream()
        .filter(seen -> seen.getFraction() >= LEAST_TOLD)
        .map(seen -> "%s %.0f %%".formatted(seen.getNoun(), 100 * seen.getFraction()))
        .collect(Collectors.joining(", "));
  }

  private record Numbered(Path file, long number) {}

  private Result segment(Numbered picture) {
    try {
      SegmentedFrame frame =
          pipeline.segment(FramePayload.file(Files.readAllBytes(picture.file())), vocabulary);
      byte[] overlay =
          OverlayDrawer.jpeg(frame.image(), frame.segmentation().mask(), vocabulary.legend());
      return new Result(
          picture.file(),
          Optional.of(record(picture, frame)),
          Optional.of(new Drawing(overlay)),
          "");
    } catch (RecordException e) {
      return failed(picture, e.reason() + ": " + e.getMessage());
    } catch (IOException e) {
      return failed(picture, "cannot be read: " + FileProblem.of(e));
    }
  }

  private static Result failed(Numbered picture, String problem) {
    return new Result(picture.file(), Optional.empty(), Optional.empty(), problem);
  }

  private SegmentationMask record(Numbered picture, SegmentedFrame frame) {
    FrameCoordinates source =
        FrameCoordinates.newBuilder()
            .setCameraId("files")
            .setFrameId(picture.number())
            .setCapturedAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
            .setTopic("")
            .setPartition(0)
            .setOffset(picture.number())
            .build();
    return MaskRecords.mask(frame, source, clock.instant().truncatedTo(ChronoUnit.MICROS));
  }
}
