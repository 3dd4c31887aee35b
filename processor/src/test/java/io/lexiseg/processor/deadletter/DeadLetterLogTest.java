package io.lexiseg.processor.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.lexiseg.schemas.Topics;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DeadLetterLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(DeadLetterLog.class);
  private final ListAppender<ILoggingEvent> written = new ListAppender<>();
  private long seconds;
  private final DeadLetterLog log = new DeadLetterLog(() -> seconds * 1_000_000_000);

  @BeforeEach
  void listen() {
    written.start();
    logger.addAppender(written);
  }

  @AfterEach
  void unhear() {
    logger.detachAppender(written);
  }

  @Test
  void shouldWriteTheFirstAndThenOneEveryTenSeconds() {
    // when
    for (int i = 0; i < 25_000; i++) {
      seconds = i / 1000;
      log.add("undecodable-image", Topics.FRAMES, letter("gate", i));
    }

    // then
    assertThat(lines())
        .containsExactly(
            "dead letter: undecodable-image, camera 'gate' at frames-2@0",
            "dead letter: undecodable-image, camera 'gate' at frames-2@10000,"
                + " and 9999 others since the last line",
            "dead letter: undecodable-image, camera 'gate' at frames-2@20000,"
                + " and 9999 others since the last line");
  }

  @Test
  void shouldWriteEachReason() {
    // when
    log.add("undecodable-image", Topics.FRAMES, letter("gate", 1));
    log.add("over-limit", Topics.FRAMES, letter("yard", 2));

    // then
    assertThat(lines())
        .containsExactly(
            "dead letter: undecodable-image, camera 'gate' at frames-2@1",
            "dead letter: over-limit, camera 'yard' at frames-2@2");
  }

  @Test
  void shouldLetNoKeyWriteALineOfItsOwn() {
    // when
    log.add(
        "malformed-record",
        Topics.FRAMES,
        letter("a\n12:00 ERROR all lost\u2028" + "k".repeat(500), 1));

    // then
    assertThat(lines())
        .singleElement()
        .asString()
        .startsWith("dead letter: malformed-record, camera 'a?12:00 ERROR all lost?kkk")
        .hasSizeLessThan(300)
        .doesNotContain("\n", "secret");
  }

  private List<String> lines() {
    return written.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static DeadLetter letter(String key, long offset) {
    Map<String, Object> origin =
        Map.of(
            "topic",
            Topics.FRAMES,
            "partition",
            2,
            "offset",
            offset,
            "headers",
            new RecordHeaders(),
            "timestamp",
            0L,
            "sourceRawKey",
            key.getBytes(StandardCharsets.UTF_8),
            "sourceRawValue",
            "secret".getBytes(StandardCharsets.UTF_8));
    ErrorHandlerContext context =
        (ErrorHandlerContext)
            Proxy.newProxyInstance(
                DeadLetterLogTest.class.getClassLoader(),
                new Class<?>[] {ErrorHandlerContext.class},
                (proxy, method, arguments) -> origin.get(method.getName()));
    return DeadLetter.of(context, "reason", new IllegalStateException("secret"));
  }
}
