package io.lexiseg.cli.command.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.ZoneEvent;
import io.lexiseg.schemas.ZoneEventCause;
import io.lexiseg.schemas.ZoneEventKind;
import io.lexiseg.schemas.ZonePoint;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneTextTest {
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  @Test
  void shouldReadTheCornersThatItWrote() {
    Random random = new Random(1);
    for (int trial = 0; trial < 200; trial++) {
      // given
      List<ZonePoint> corners =
          Stream.generate(() -> new ZonePoint(coordinate(random), coordinate(random)))
              .limit(3 + random.nextInt(62))
              .toList();

      // when
      String text = PolygonText.of(corners);

      // then
      assertThat(PolygonText.parse(text)).isEqualTo(corners);
    }
  }

  private static double coordinate(Random random) {
    return random.nextInt(4) == 0 ? random.nextInt(2) : random.nextDouble();
  }

  @Test
  void shouldTakeSpacesAndSemicolonsBetweenCorners() {
    assertThat(PolygonText.parse(" 0,0  0.5,0;\n.5,1 "))
        .containsExactly(new ZonePoint(0d, 0d), new ZonePoint(0.5, 0d), new ZonePoint(0.5, 1d));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0,0 1", "0,0 1,x", "0,0,0", "0, 0 1,1"})
  void shouldSayWhatCornersLookLike(String text) {
    assertThatThrownBy(() -> PolygonText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected corners such as \"0.1,0.2 0.5,0.2 0.5,0.9\", got '");
  }

  @Test
  void shouldSayWhyACategoryLeft() {
    assertThat(ZoneText.of(event(ZoneEventKind.LEFT, ZoneEventCause.SEEN)))
        .isEqualTo("2026-05-01T12:00:31.500Z gate door: car left after 31.5 s, share 0.0040");
    assertThat(ZoneText.of(event(ZoneEventKind.LEFT, ZoneEventCause.ZONE_CHANGED)))
        .endsWith("car left after 31.5 s, as the zone was changed");
    assertThat(ZoneText.of(event(ZoneEventKind.LEFT, ZoneEventCause.VOCABULARY_CHANGED)))
        .endsWith("car left after 31.5 s, as the vocabulary was changed");
  }

  @Test
  void shouldSayWhichLimitWasPassed() {
    assertThat(ZoneText.of(event(ZoneEventKind.SHARE_ABOVE, ZoneEventCause.SEEN)))
        .endsWith("car share 0.0040 above 0.005");
    assertThat(ZoneText.of(event(ZoneEventKind.SHARE_BELOW, ZoneEventCause.SEEN)))
        .endsWith("car share 0.0040 below 0.005");
  }

  private static ZoneEvent event(ZoneEventKind kind, ZoneEventCause cause) {
    return ZoneEvent.newBuilder()
        .setSource(new FrameCoordinates("gate", 7L, NOON.plusMillis(31_500), "frames", 0, 7L))
        .setZone("door")
        .setZonesVersion(1)
        .setCategory("car")
        .setKind(kind)
        .setCause(cause)
        .setShare(0.004)
        .setSince(NOON)
        .setLimit(0.005)
        .setVocabularyId("default")
        .setVocabularyVersion(1)
        .build();
  }
}
