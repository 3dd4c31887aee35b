package io.lexiseg.processor.health;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TroubleLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(TroubleLog.class);
  private final ListAppender<ILoggingEvent> written = new ListAppender<>();
  private final HealthBoard board = new HealthBoard();
  private Optional<String> kafka = Optional.empty();
  private long seconds;

  @BeforeEach
  void listen() {
    written.start();
    logger.addAppender(written);
    board.requires("Kafka away", () -> kafka);
  }

  @AfterEach
  void unhear() {
    logger.detachAppender(written);
  }

  @Test
  void shouldWriteOneLineForALongTroubleAndOneForItsEnd() {
    // given
    TroubleLog log = new TroubleLog(board, new Seconds());
    // when
    for (seconds = 0; seconds < 60; seconds++) {
      kafka =
          seconds < 42 ? Optional.of("no answer for %d s".formatted(seconds)) : Optional.empty();
      log.look();
    }
    // then
    assertThat(written.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("Kafka away: no answer for 3 s", "over after 42 s: Kafka away");
  }

  @Test
  void shouldTellATroubleThatComesBackAgain() {
    // given
    TroubleLog log = new TroubleLog(board, new Seconds());
    // when
    for (seconds = 0; seconds < 40; seconds++) {
      kafka = seconds % 20 < 10 ? Optional.of("no answer") : Optional.empty();
      log.look();
    }
    // then
    assertThat(written.list).hasSize(4);
  }

  @Test
  void shouldBeSilentAboutWhatIsOverAtOnce() {
    // given
    TroubleLog log = new TroubleLog(board, new Seconds());
    // when
    for (seconds = 0; seconds < 40; seconds++) {
      kafka = seconds % 4 < 2 ? Optional.of("no answer") : Optional.empty();
      log.look();
    }
    // then
    assertThat(written.list).isEmpty();
  }

  private final class Seconds extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochSecond(seconds);
    }
  }
}
