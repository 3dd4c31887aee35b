package io.lexiseg.cli.viewer.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.output.Records;
import io.lexiseg.schemas.CameraZones;
import io.lexiseg.schemas.Zone;
import io.lexiseg.schemas.ZoneAnswer;
import io.lexiseg.schemas.ZoneEvent;
import io.lexiseg.schemas.ZoneEventCause;
import io.lexiseg.schemas.ZoneEventKind;
import io.lexiseg.schemas.ZonePoint;
import io.lexiseg.schemas.ZoneVerdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZoneBoardTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final ZoneBoard board = new ZoneBoard();

  @Test
  void shouldShowTheZonesOfACameraAndWhatHappenedNewestFirst() {
    // given
    board.zones("gate", zones(3));
    board.happened(event("gate", 1));
    long before = board.revision("gate");

    // when
    board.happened(event("gate", 2));

    // then
    assertThat(board.revision("gate")).isGreaterThan(before);
    assertThat(board.revision("yard")).isZero();
    assertThat(board.view("gate").path("version").asInt()).isEqualTo(3);
    assertThat(board.view("gate").path("zones").findValuesAsText("name")).containsExactly("door");
    assertThat(board.view("gate").path("events").findValuesAsText("frameId"))
        .containsExactly("2", "1");
    assertThat(board.view("yard").path("version").asInt()).isZero();
    assertThat(board.view("yard").path("zones")).isEmpty();
  }

  @Test
  void shouldForgetWhatIsGoneAndWhatIsLongPast() {
    // given
    board.zones("gate", zones(1));

    // when
    board.zones("gate", null);
    for (int frame = 1; frame <= 60; frame++) {
      board.happened(event("gate", frame));
    }
    for (int camera = 1; camera <= 256; camera++) {
      board.happened(event("camera-" + camera, camera));
    }

    // then
    assertThat(board.view("gate").path("version").asInt()).isZero();
    assertThat(board.view("gate").path("events")).isEmpty();
    assertThat(board.view("camera-256").path("events")).hasSize(1);
  }

  @Test
  void shouldKeepTheLastFiftyEventsOfACamera() {
    // when
    for (int frame = 1; frame <= 60; frame++) {
      board.happened(event("gate", frame));
    }

    // then
    assertThat(board.view("gate").path("events")).hasSize(50);
    assertThat(board.view("gate").path("events").path(0).path("source").path("frameId").asLong())
        .isEqualTo(60);
  }

  @Test
  void shouldSayWhatBecameOfACommand() {
    // when
    board.answered(new ZoneAnswer("gate", "one", ZoneVerdict.REFUSED, 2, "why", NOW));

    // then
    assertThat(board.answer("one").orElseThrow().getError()).contains("why");
    assertThat(board.answer("other")).isEmpty();
  }

  private static CameraZones zones(int version) {
    Zone zone =
        Zone.newBuilder()
            .setName("door")
            .setPolygon(
                List.of(new ZonePoint(0d, 0d), new ZonePoint(1d, 0d), new ZonePoint(1d, 1d)))
            .build();
    return CameraZones.newBuilder()
        .setCameraId("gate")
        .setVersion(version)
        .setZones(List.of(zone))
        .setChangedBy("test")
        .setChangedAt(NOW)
        .build();
  }

  private static ZoneEvent event(String camera, long frame) {
    return ZoneEvent.newBuilder()
        .setSource(Records.source(camera, frame))
        .setZone("door")
        .setZonesVersion(1)
        .setCategory("person")
        .setKind(ZoneEventKind.ENTERED)
        .setCause(ZoneEventCause.SEEN)
        .setShare(0.1)
        .setSince(NOW)
        .setVocabularyId("default")
        .setVocabularyVersion(1)
        .build();
  }
}
