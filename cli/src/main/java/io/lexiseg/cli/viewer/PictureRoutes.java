package io.lexiseg.cli.viewer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexiseg.cli.viewer.picture.WatchedFrame;
import io.lexiseg.processor.http.HttpServers;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The remembered frames on HTTP: {@code /pictures/CAMERA} lists them, {@code
 * /pictures/CAMERA/NUMBER/PART} is one as {@code overlay-WIDTH}, {@code original}, {@code values},
 * {@code record} or {@code scores}; {@code /shares/CAMERA} is the last hour in numbers.
 *
 * <p><b>Threads:</b> safe; as many pictures as there are cores are drawn at a time.
 */
final class PictureRoutes {
  static final String PREFIX = "/pictures/";
  static final String SHARES = "/shares/";

  /** Few, so that several pages share what was drawn. */
  private static final List<Integer> WIDTHS = List.of(160, 240, 320, 480, 640, 960, 1280);

  private static final Pattern PATH =
      Pattern.compile(
          "(?<camera>[^/]+)(/(?<number>\\d{1,18})/(?<part>[a-z]+)(-(?<width>\\d{1,5}))?)?");
  private static final String JPEG = "image/jpeg";

  private final Semaphore drawing = new Semaphore(Runtime.getRuntime().availableProcessors());
  private final ViewerState state;

  PictureRoutes(ViewerState state) {
    this.state = state;
  }

  private record FrameView(long number, long frameId, String capturedAt) {
    static FrameView of(WatchedFrame frame) {
      var source = frame.mask().getSource();
      return new FrameView(frame.number(), source.getFrameId(), source.getCapturedAt().toString());
    }
  }

  /** What categories covered over the last hour. */
  Answer shares(String path) throws IOException {
    Optional<String> camera = HttpServers.decoded(path.substring(SHARES.length()));
    return camera.isEmpty()
        ? Answer.brokenPath()
        : Answer.json(200, state.shares().view(camera.get(), state.clock().instant()));
  }

  Answer answer(String path) throws IOException {
    Matcher parts = PATH.matcher(path.substring(PREFIX.length()));
    if (!parts.matches()) {
      return Answer.notFound();
    }
    Optional<String> camera = HttpServers.decoded(parts.group("camera"));
    if (camera.isEmpty()) {
      return Answer.brokenPath();
    }
    if (parts.group("number") == null) {
      return Answer.json(
          200, state.frames().frames(camera.get()).stream().map(FrameView::of).toList());
    }
    Optional<WatchedFrame> frame =
        state.frames().frame(camera.get(), Long.parseLong(parts.group("number")));
    return frame.isEmpty() ? Answer.notFound() : part(frame.get(), parts);
  }

  private Answer part(WatchedFrame frame, Matcher parts) throws IOException {
    return switch (parts.group("part")) {
      case "overlay" -> drawn(JPEG, () -> frame.overlay(width(parts.group("width"))));
      case "original" -> drawn(JPEG, frame::original);
      case "values" -> drawn("application/octet-stream", frame::values);
      case "record" -> Answer.json(200, record(frame));
      case "scores" -> scores(frame);
      default -> Answer.notFound();
    };
  }

  /** Numbers come behind masks: a frame without any is asked for again. */
  private Answer scores(WatchedFrame frame) throws IOException {
    var scores = state.shares().scores(frame.mask().getSource());
    return scores.isPresent() ? Answer.json(200, scores.get()) : Answer.text(204, "");
  }

  /** The record and, as the page draws them, the colours of its values 1..N in order. */
  private static ObjectNode record(WatchedFrame frame) {
    ObjectNode record = frame.record();
    ArrayNode colours = record.putArray("colours");
    ViewerState.legend(frame.mask()).forEach(entry -> colours.add(entry.colour()));
    return record;
  }

  private static int width(@org.jspecify.annotations.Nullable String wanted) {
    int least = wanted == null ? 0 : Integer.parseInt(wanted);
    return WIDTHS.stream()
        .filter(width -> width >= least)
        .findFirst()
        .orElse(WIDTHS.get(WIDTHS.size() - 1));
  }

  private Answer drawn(String type, Supplier<Optional<byte[]>> drawer) {
    drawing.acquireUninterruptibly();
    try {
      return drawer.get().map(bytes -> new Answer(200, type, bytes)).orElseGet(Answer::notFound);
    } finally {
      drawing.release();
    }
  }
}
