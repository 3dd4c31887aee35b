package io.lexiseg.cli.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexiseg.cli.viewer.vocabulary.VocabularyBoard;
import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.ZoneAnswer;
import io.lexiseg.schemas.ZoneCommand;
import io.lexiseg.schemas.ZoneVerdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandRoutesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final ViewerState state = new ViewerState(Clock.fixed(NOW, ZoneOffset.UTC));
  private final VocabularyBoard board = new VocabularyBoard();
  private final List<ZoneCommand> zones = new ArrayList<>();
  private final CommandRoutes routes =
      new CommandRoutes(
          new ViewerServer.Content(state, board, wish -> "vocabulary-1", this::sendZone));

  private String sendZone(ZoneCommand.Builder wish) {
    zones.add(wish.setCommandId("zone-1").setIssuer("page").setIssuedAt(NOW).build());
    return "zone-1";
  }

  @Test
  void shouldTakeWishesForZonesAndSayWhatBecameOfThem() throws Exception {
    // when
    Answer sent = post("/api/zones", "{'action': 'REMOVE', 'cameraId': 'gate 1', 'name': 'door'}");
    Answer wrong = post("/api/zones", "{'action': 'REMOVE', 'name': 'door'}");
    int before = get("/api/commands/zone-1").code();
    state.zones().answered(new ZoneAnswer("gate 1", "zone-1", ZoneVerdict.REFUSED, 2, "why", NOW));

    // then
    assertThat(sent.code()).isEqualTo(202);
    assertThat(zones).extracting(ZoneCommand::getCameraId).containsExactly("gate 1");
    assertThat(wrong.code()).isEqualTo(400);
    assertThat(text(wrong)).startsWith("cameraId: expected");
    assertThat(before).isEqualTo(204);
    assertThat(json(get("/api/commands/zone-1")).path("state").asText()).isEqualTo("FAILED");
    assertThat(json(get("/api/commands/zone-1")).path("error").asText()).isEqualTo("why");
  }

  @Test
  void shouldShowTheZonesOfACamera() throws Exception {
    assertThat(json(get("/api/zones/gate%201")).path("version").asInt()).isZero();
    assertThat(get("/api/zones/%ff").code()).isEqualTo(400);
    assertThat(routes.get("/api/other")).isEmpty();
  }

  @Test
  void shouldSayWhatBecameDifferentAndShowNoPreviewThatIsNotThere() throws Exception {
    // given
    board.vocabulary("street 1", vocabulary(2, "road", "tree"));

    // then
    assertThat(text(get("/api/differences/street%201/1"))).isEqualTo("[\"+ tree\"]");
    assertThat(text(get("/api/differences/street%201/2"))).isEqualTo("[]");
    assertThat(get("/api/differences/street%201/7").code()).isEqualTo(404);
    assertThat(get("/api/differences/other/1").code()).isEqualTo(404);
    assertThat(get("/api/differences/%ff/1").code()).isEqualTo(400);
    assertThat(text(get("/api/previews/none"))).isEqualTo("[]");
    assertThat(get("/api/previews/none/1/before").code()).isEqualTo(404);
    assertThat(get("/api/previews/../1").code()).isEqualTo(404);
  }

  @Test
  void shouldShowWhatAnExemplarShows() throws Exception {
    // given
    board.thumbnail("e1", Optional.of(new byte[] {1, 2}));

    // then
    assertThat(get("/api/exemplars/e1").type()).isEqualTo("image/jpeg");
    assertThat(get("/api/exemplars/e1").body()).containsExactly(1, 2);
    assertThat(get("/api/exemplars/e2").code()).isEqualTo(404);
  }

  private static Vocabulary vocabulary(int version, String... names) {
    List<String> before = List.of(names).subList(0, names.length - 1);
    return Vocabulary.newBuilder()
        .setVocabularyId("street 1")
        .setVersion(version)
        .setCategories(VocabularyText.categories(List.of(names)))
        .setHistory(
            List.of(
                PastVersion.newBuilder()
                    .setVersion(version - 1)
                    .setCategories(VocabularyText.categories(before))
                    .setChangedBy("ann")
                    .setChangedAt(NOW)
                    .build()))
        .setChangedBy("ann")
        .setChangedAt(NOW)
        .build();
  }

  private Answer get(String path) throws IOException {
    return routes.get(path).orElseThrow();
  }

  private Answer post(String path, String wish) throws IOException {
    byte[] body = wish.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return routes.post(path, new ByteArrayInputStream(body));
  }

  private static String text(Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static JsonNode json(Answer answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }
}
