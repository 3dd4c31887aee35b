package io.lexiseg.cli.viewer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.viewer.vocabulary.PreviewShelf;
import io.lexiseg.cli.viewer.vocabulary.VocabularyBoard.AnswerView;
import io.lexiseg.cli.viewer.vocabulary.VocabularyWish;
import io.lexiseg.cli.viewer.zone.ZoneWish;
import io.lexiseg.processor.http.HttpServers;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.ZoneAnswer;
import io.lexiseg.schemas.ZoneVerdict;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page's wishes on HTTP: {@code /api/commands} takes those for vocabularies, {@code /api/zones}
 * those for zones; {@code /api/commands/ID} says what became of either, {@code /api/previews/ID}
 * what a preview gave, {@code /api/differences/ID/VERSION} what became different since, {@code
 * /api/exemplars/ID} what an exemplar shows.
 *
 * <p><b>Threads:</b> safe.
 */
final class CommandRoutes {
  /** Room for an exemplar in base 64. */
  private static final int MOST_BODY_BYTES = 2 << 20;

  private static final String COMMANDS = "/api/commands";
  private static final String ZONES = "/api/zones";
  private static final String PREVIEWS = "/api/previews";
  private static final String EXEMPLARS = "/api/exemplars/";
  private static final String DIFFERENCES = "/api/differences";
  private static final Pattern PICTURE =
      Pattern.compile("(?<id>[0-9A-Za-z-]{1,64})(/(?<number>\\d{1,4})/(?<part>before|after))?");
  private static final Pattern VERSION = Pattern.compile("(?<id>[^/]+)/(?<version>\\d{1,9})");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ViewerServer.Content content;

  CommandRoutes(ViewerServer.Content content) {
    this.content = content;
  }

  /** Whether wishes may be sent there. */
  boolean takes(String path) {
    return path.equals(COMMANDS) || path.equals(ZONES);
  }

  /** Sends a wish, and answers with the id of its command. */
  Answer post(String path, InputStream body) throws IOException {
    return sent(
        body,
        path.equals(ZONES)
            ? wish -> content.zoneGate().send(ZoneWish.command(wish))
            : this::vocabulary);
  }

  private String vocabulary(JsonNode wish) {
    return content
        .gate()
        .send(
            content
                .vocabularies()
                .completed(VocabularyWish.command(wish), VocabularyWish.tried(wish)));
  }

  private static Answer sent(InputStream in, Function<JsonNode, String> sender) throws IOException {
    byte[] body = in.readNBytes(MOST_BODY_BYTES + 1);
    if (body.length > MOST_BODY_BYTES) {
      return Answer.text(413, "expected at most %d bytes".formatted(MOST_BODY_BYTES));
    }
    try {
      return Answer.json(202, Map.of("commandId", sender.apply(JSON.readTree(body))));
    } catch (JsonProcessingException e) {
      return Answer.text(400, "expected JSON: " + e.getOriginalMessage());
    } catch (CharConversionException e) {
      return Answer.text(400, "expected JSON in UTF-8: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      return Answer.text(400, String.valueOf(e.getMessage()));
    } catch (FailedException e) {
      return Answer.text(503, String.valueOf(e.getMessage()));
    }
  }

  /** What became of a command, or the zones of a camera; empty: the path is none of these. */
  Optional<Answer> get(String path) throws IOException {
    if (path.startsWith(COMMANDS + "/")) {
      Optional<String> id = HttpServers.decoded(path.substring(COMMANDS.length() + 1));
      return Optional.of(id.isEmpty() ? Answer.brokenPath() : answer(id.get()));
    }
    if (path.startsWith(ZONES + "/")) {
      Optional<String> camera = HttpServers.decoded(path.substring(ZONES.length() + 1));
      return Optional.of(
          camera.isEmpty()
              ? Answer.brokenPath()
              : Answer.json(200, content.cameras().zones().view(camera.get())));
    }
    if (path.startsWith(PREVIEWS + "/")) {
      return Optional.of(preview(path.substring(PREVIEWS.length() + 1)));
    }
    if (path.startsWith(EXEMPLARS)) {
      return Optional.of(
          jpeg(content.vocabularies().thumbnail(path.substring(EXEMPLARS.length()))));
    }
    if (path.startsWith(DIFFERENCES + "/")) {
      return Optional.of(difference(path.substring(DIFFERENCES.length() + 1)));
    }
    return Optional.empty();
  }

  private Answer preview(String path) throws IOException {
    Matcher parts = PICTURE.matcher(path);
    if (!parts.matches()) {
      return Answer.notFound();
    }
    PreviewShelf previews = content.vocabularies().previews();
    if (parts.group("number") == null) {
      return Answer.json(200, previews.views(parts.group("id")));
    }
    return jpeg(
        previews.picture(
            parts.group("id"),
            Integer.parseInt(parts.group("number")),
            parts.group("part").equals("before")));
  }

  private static Answer jpeg(Optional<byte[]> picture) {
    return picture.map(jpeg -> new Answer(200, "image/jpeg", jpeg)).orElseGet(Answer::notFound);
  }

  private Answer difference(String path) throws IOException {
    Matcher parts = VERSION.matcher(path);
    if (!parts.matches()) {
      return Answer.notFound();
    }
    Optional<String> id = HttpServers.decoded(parts.group("id"));
    if (id.isEmpty()) {
      return Answer.brokenPath();
    }
    Optional<List<String>> lines =
        content.vocabularies().difference(id.get(), Integer.parseInt(parts.group("version")));
    return lines.isPresent() ? Answer.json(200, lines.get()) : Answer.notFound();
  }

  private Answer answer(String commandId) throws IOException {
    Optional<AnswerView> answer =
        content
            .vocabularies()
            .answer(commandId)
            .or(() -> content.cameras().zones().answer(commandId).map(CommandRoutes::view));
    return answer.isPresent() ? Answer.json(200, answer.get()) : Answer.text(204, "");
  }

  private static AnswerView view(ZoneAnswer answer) {
    VocabularyState state =
        answer.getVerdict() == ZoneVerdict.ACCEPTED
            ? VocabularyState.READY
            : VocabularyState.FAILED;
    return new AnswerView(
        state.name(), answer.getVersion(), answer.getError().orElse(""), List.of());
  }
}
