package io.lexiseg.cli.viewer.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexiseg.schemas.Zone;
import io.lexiseg.schemas.ZoneAction;
import io.lexiseg.schemas.ZoneCommand;
import io.lexiseg.schemas.ZonePoint;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneWishTest {
  @Test
  void shouldReadAZoneAsTheCommandHasIt() throws Exception {
    // when
    ZoneCommand command =
        command(
            """
            {"action": "DEFINE", "cameraId": "gate", "expectedVersion": 0, "name": " door ",
             "polygon": [[0, 0.5], [1, 0], [1, 1]], "categories": ["car", " person"],
             "presentShare": 0.02, "presentSeconds": 30, "shareAbove": 0.5, "shareBelow": null}
            """);

    // then
    Zone zone = command.getZone().orElseThrow();
    assertThat(command.getAction()).isEqualTo(ZoneAction.DEFINE);
    assertThat(command.getCameraId()).isEqualTo("gate");
    assertThat(command.getExpectedVersion()).contains(0);
    assertThat(zone.getName()).isEqualTo("door");
    assertThat(zone.getPolygon().get(0)).isEqualTo(new ZonePoint(0d, 0.5));
    assertThat(zone.getCategories()).containsExactly("car", "person");
    assertThat(zone.getPresentShare()).isEqualTo(0.02);
    assertThat(zone.getPresentSeconds()).contains(30);
    assertThat(zone.getShareAbove()).contains(0.5);
    assertThat(zone.getShareBelow()).isEmpty();
    assertThat(zone.getLimitMargin()).isEqualTo(0.1);
  }

  @Test
  void shouldReadWhatIsToGo() throws Exception {
    assertThat(command("{'action': 'REMOVE', 'cameraId': 'gate', 'name': 'door'}").getName())
        .contains("door");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'cameraId': 'gate'} | action: expected DEFINE or REMOVE, got ''",
        "{'action': 'REMOVE'} | cameraId: expected 1 to 200 characters, got 0",
        "{'action': 'REMOVE', 'cameraId': 'gate'} | name: expected 1 to 200 characters, got 0",
        "{'action': 'DEFINE', 'cameraId': 'g', 'name': 'd', 'polygon': [[1]]} | polygon: expected corners [x, y], got [1]",
        "{'action': 'DEFINE', 'cameraId': 'g', 'name': 'd', 'polygon': [['a', 1]]} | polygon: expected corners [x, y]",
        "{'action': 'DEFINE', 'cameraId': 'g', 'name': 'd', 'categories': [1]} | categories: expected names, got 1",
        "{'action': 'DEFINE', 'cameraId': 'g', 'name': 'd', 'shareAbove': 'a'} | shareAbove: expected a number",
        "{'action': 'DEFINE', 'cameraId': 'g', 'name': 'd', 'presentSeconds': 1.5} | presentSeconds: expected a whole number, got 1.5"
      })
  void shouldSayWhatIsMissing(String wish, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> command(wish))
        .withMessageContaining(problem);
  }

  @Test
  void shouldNotReadMoreThanAnyZoneHas() {
    String many = "[0,0],".repeat(1001);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                command(
                    "{'action': 'DEFINE', 'cameraId': 'g', 'name': 'd', 'polygon': ["
                        + many.substring(0, many.length() - 1)
                        + "]}"))
        .withMessage("polygon: expected at most 1000 entries, got 1001");
  }

  private static ZoneCommand command(String wish) throws JsonProcessingException {
    return ZoneWish.command(new ObjectMapper().readTree(wish.replace('\'', '"')))
        .setCommandId("id")
        .setIssuer("test")
        .setIssuedAt(Instant.EPOCH)
        .build();
  }
}
