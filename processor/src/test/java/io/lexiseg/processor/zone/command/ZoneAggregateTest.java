package io.lexiseg.processor.zone.command;

import static io.lexiseg.processor.zone.TestZones.define;
import static io.lexiseg.processor.zone.TestZones.rectangle;
import static io.lexiseg.processor.zone.TestZones.remove;
import static io.lexiseg.processor.zone.TestZones.whole;
import static io.lexiseg.recognition.category.TestRecords.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.CameraZones;
import io.lexiseg.schemas.Zone;
import io.lexiseg.schemas.ZoneAction;
import io.lexiseg.schemas.ZoneAnswer;
import io.lexiseg.schemas.ZoneCommand;
import io.lexiseg.schemas.ZonePoint;
import io.lexiseg.schemas.ZoneVerdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ZoneAggregateTest {
  private final ZoneAggregate aggregate = new ZoneAggregate();
  private Optional<CameraZones> current = Optional.empty();

  /** Decides, and keeps what that leads to. */
  private ZoneAnswer send(ZoneCommand.Builder command) {
    ZoneDecision decision = aggregate.decide(current, command.build(), NOW);
    current = decision.told().or(() -> current);
    return decision.answer();
  }

  private List<String> names() {
    return current.orElseThrow().getZones().stream().map(Zone::getName).toList();
  }

  @Test
  void shouldNumberTheVersionsOfACamera() {
    // when
    ZoneAnswer first = send(define("c-1", "gate", whole("door").build()));
    ZoneAnswer second = send(define("c-2", "gate", rectangle("lane", 0, 0, 0.5, 1).build()));
    ZoneAnswer third = send(remove("c-3", "gate", "door"));

    // then
    assertThat(List.of(first, second, third))
        .allSatisfy(answer -> assertThat(answer.getVerdict()).isEqualTo(ZoneVerdict.ACCEPTED))
        .extracting(ZoneAnswer::getVersion)
        .containsExactly(1, 2, 3);
    assertThat(names()).containsExactly("lane");
    assertThat(current.orElseThrow().getZones().get(0).getDefinedIn()).isEqualTo(2);
  }

  @Test
  void shouldReplaceAZoneInItsPlace() {
    // given
    send(define("c-1", "gate", whole("door").build()));
    send(define("c-2", "gate", whole("lane").build()));

    // when
    send(define("c-3", "gate", whole("door", "car").build()));

    // then
    assertThat(names()).containsExactly("door", "lane");
    assertThat(current.orElseThrow().getZones())
        .extracting(Zone::getDefinedIn)
        .containsExactly(3, 2);
  }

  @Test
  void shouldChangeNothingWhenACommandComesAgain() {
    // given
    send(define("c-1", "gate", whole("door").build()));
    send(remove("c-2", "gate", "door"));
    Optional<CameraZones> before = current;

    // when
    ZoneAnswer again = send(define("c-1", "gate", whole("door").build()));

    // then
    assertThat(current).isEqualTo(before);
    assertThat(again.getVerdict()).isEqualTo(ZoneVerdict.ACCEPTED);
    assertThat(again.getVersion()).isEqualTo(2);
  }

  @Test
  void shouldGoOnNumberingWhenAllZonesWereRemoved() {
    // given
    send(define("c-1", "gate", whole("door").build()));
    send(remove("c-2", "gate", "door"));

    // when
    ZoneAnswer answer = send(define("c-3", "gate", whole("door").build()));

    // then
    assertThat(answer.getVersion()).isEqualTo(3);
  }

  @Test
  void shouldRefuseAnotherVersionThanTheExpectedOne() {
    // given
    send(define("c-1", "gate", whole("door").build()));

    // when
    ZoneAnswer stale = send(define("c-2", "gate", whole("lane").build()).setExpectedVersion(0));
    ZoneAnswer right = send(define("c-3", "gate", whole("lane").build()).setExpectedVersion(1));

    // then
    assertThat(stale.getVerdict()).isEqualTo(ZoneVerdict.REFUSED);
    assertThat(stale.getVersion()).isEqualTo(1);
    assertThat(stale.getError())
        .contains("zones of camera gate: expected version 0 as the command says, found 1");
    assertThat(right.getVersion()).isEqualTo(2);
  }

  @Test
  void shouldRefuseToRemoveAZoneThatIsNotThere() {
    // given
    send(define("c-1", "gate", whole("door").build()));

    // when
    ZoneAnswer answer = send(remove("c-2", "gate", "lane"));

    // then
    assertThat(answer.getError())
        .contains("zone lane: expected one of [door] of camera gate, found none of that name");
    assertThat(names()).containsExactly("door");
  }

  @Test
  void shouldRefuseMoreZonesThanACameraMayHave() {
    // given
    for (int i = 0; i < ZoneAggregate.MAX_ZONES; i++) {
      send(define("c-" + i, "gate", whole("zone-" + i).build()));
    }

    // when
    ZoneAnswer oneMore = send(define("more", "gate", whole("more").build()));
    ZoneAnswer replaced = send(define("same", "gate", whole("zone-7", "car").build()));

    // then
    assertThat(oneMore.getError()).contains("camera gate: expected at most 64 zones, got 65");
    assertThat(replaced.getVerdict()).isEqualTo(ZoneVerdict.ACCEPTED);
  }

  @Test
  void shouldRefuseCommandsThatSayNothing() {
    assertThat(send(define("c-1", "*", whole("door").build())).getError())
        .contains("camera id: expected one camera, found '*'");
    assertThat(send(define(" ", "gate", whole("door").build())).getError().orElseThrow())
        .startsWith("command id: expected 1 to 200 characters");
    assertThat(send(define("c-2", "gate", whole("door").build()).clearZone()).getError())
        .contains("zone: expected one to define, found none");
    assertThat(send(remove("c-3", "gate", "door").clearName()).getError())
        .contains("name: expected that of a zone, found none");
    assertThat(send(remove("c-4", "gate", "door").setAction(ZoneAction.UNKNOWN)).getError())
        .contains("action: expected one this version knows");
    assertThat(current).isEmpty();
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        wrong("polygon: expected 3 to 64 corners, got 2", zone -> corners(zone, 0, 0, 1, 1)),
        wrong(
            "polygon: expected 3 to 64 corners, got 65",
            zone -> zone.setPolygon(Collections.nCopies(65, new ZonePoint(0.5, 0.5)))),
        wrong(
            "polygon: expected parts of 0..1, got 1.5,0.0",
            zone -> corners(zone, 0, 0, 1.5, 0, 1, 1)),
        wrong(
            "polygon: expected parts of 0..1, got NaN,0.0",
            zone -> corners(zone, 0, 0, Double.NaN, 0, 1, 1)),
        wrong(
            "polygon: expected corners that span an area, got one line",
            zone -> corners(zone, 0, 0, 0.5, 0.5, 0, 0, 1, 1)),
        wrong(
            "present share: expected above 0, at most 1, got 0.0", zone -> zone.setPresentShare(0)),
        wrong(
            "leave share: expected above 0, at most the present share, got 0.5",
            zone -> zone.setPresentShare(0.4).setLeaveShare(0.5)),
        wrong("present seconds: expected 1 to 2592000, got 0", zone -> zone.setPresentSeconds(0)),
        wrong("share above: expected 0 or more, below 1, got 1.0", zone -> zone.setShareAbove(1.0)),
        wrong(
            "share below: expected categories that it is meant for, got none",
            zone -> zone.setShareBelow(0.5)),
        wrong("limit margin: expected 0..1, got -0.1", zone -> zone.setLimitMargin(-0.1)),
        wrong(
            "categories: expected each once, got some more than once",
            zone -> zone.setCategories(List.of("car", "Car"))),
        wrong(
            "category: expected 1 to 200 characters without control characters or outer spaces,"
                + " got 0",
            zone -> zone.setCategories(List.of(""))));
  }

  private static Arguments wrong(String problem, UnaryOperator<Zone.Builder> change) {
    return Arguments.of(problem, change);
  }

  private static Zone.Builder corners(Zone.Builder zone, double... coordinates) {
    List<ZonePoint> corners = new ArrayList<>();
    for (int i = 0; i < coordinates.length; i += 2) {
      corners.add(new ZonePoint(coordinates[i], coordinates[i + 1]));
    }
    return zone.setPolygon(corners);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void shouldSayWhatIsWrongWithAZone(String problem, UnaryOperator<Zone.Builder> change) {
    // when
    ZoneAnswer answer = send(define("c-1", "gate", change.apply(whole("door")).build()));

    // then
    assertThat(answer.getVerdict()).isEqualTo(ZoneVerdict.REFUSED);
    assertThat(answer.getError()).contains("zone door: " + problem);
    assertThat(current).isEmpty();
  }

  @Test
  void shouldSayAllProblemsAtOnce() {
    // when
    ZoneAnswer answer =
        send(define("c-1", "gate", whole("door").setPresentShare(2).setLimitMargin(2).build()));

    // then
    assertThat(answer.getError().orElseThrow()).contains("present share: ", "limit margin: ");
  }

  @Test
  void shouldForgetCommandsOfLongAgoAndKeepTheLast() {
    // when
    for (int i = 0; i < 250; i++) {
      send(define("c-" + i, "gate", whole("door").build()));
    }

    // then
    assertThat(current.orElseThrow().getRecentCommandIds())
        .hasSize(200)
        .startsWith("c-50")
        .endsWith("c-249");
  }
}
