package io.lexiseg.lab.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.client.Outcome;
import io.lexiseg.schemas.DropReason;
import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.FrameDrop;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  private final Ledger ledger = new Ledger();

  @Test
  void shouldSayThatEachFrameHasAnOutcome() {
    // when
    ledger.enter(drop("flood"), NOON);
    ledger.enter(letter("flood"), NOON);
    // then
    assertThat(ledger.outcomes("flood")).isEqualTo(2);
    assertThat(ledger.law("flood", 2)).isEqualTo("2 frames = 0 masks + 1 drops + 1 dead letters");
  }

  @Test
  void shouldSayThatAFrameIsLost() {
    // when
    ledger.enter(drop("flood"), NOON);
    // then
    assertThat(ledger.law("flood", 2)).startsWith("2 frames BUT ");
  }

  private static Outcome drop(String cameraId) {
    FrameCoordinates source = new FrameCoordinates(cameraId, 0L, NOON, "frames", 0, 0L);
    return new Outcome.Dropped(new FrameDrop(source, DropReason.OVER_QUOTA, NOON));
  }

  private static Outcome letter(String cameraId) {
    return new Outcome.DeadLettered(0, 1, cameraId, "name", "undecodable-image", "broken");
  }
}
