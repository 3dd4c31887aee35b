package io.lexiseg.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.cli.client.connection.BrokerOutage;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60) // who waits for ever fails, instead of holding the build
class FramePublisherTest {
  private static final CapturedImage IMAGE = new CapturedImage("x", new byte[] {1});

  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final MockProducer<String, Frame> producer =
      new MockProducer<>(false, null, new StringSerializer(), (topic, frame) -> new byte[1]);

  @Test
  void shouldWaitForABrokerThatGoesAwayAndSendTheFrameOnce() throws Exception {
    // given
    FramePublisher publisher = givenPublisherThatSentOne();

    // when
    CompletableFuture<Void> publishing = whenPublishing(publisher);
    Awaitility.await().until(() -> messages.size() == 1);
    producer.completeNext();

    // then
    publishing.join();
    assertThat(producer.history()).hasSize(2);
    assertThat(messages.get(0)).isEqualTo("the broker is away (no answer); waiting for it");
    assertThat(messages.get(1)).startsWith("the broker is back after ");
  }

  @Test
  void shouldSendAgainWhatTheProducerCouldNotEvenTake() throws Exception {
    // given
    FramePublisher publisher = givenPublisherThatSentOne();

    // when
    CompletableFuture<Void> publishing = whenPublishing(publisher);
    Awaitility.await().until(() -> producer.errorNext(new TimeoutException("no metadata")));
    Awaitility.await().until(producer::completeNext);

    // then
    publishing.join();
    assertThat(producer.history()).extracting(sent -> sent.value().getFrameId()).contains(1L);
  }

  @Test
  void shouldNotWaitOnceTheEndIsWished() throws Exception {
    // given
    FramePublisher publisher = givenPublisherThatSentOne();

    // when
    CompletableFuture<Void> publishing = whenPublishing(publisher);
    ended.set(true);

    // then
    assertThatThrownBy(publishing::join).hasCauseInstanceOf(FailedException.class);
  }

  @Test
  void shouldGiveUpOnABrokerThatNeverTookAFrame() {
    FramePublisher publisher = publisher(Duration.ZERO);
    assertThatThrownBy(() -> publisher.publish("gate", IMAGE))
        .isInstanceOf(FailedException.class)
        .hasMessageStartingWith("x: the broker did not take the frame within ");
  }

  @Test
  void shouldSayInTheRecordWhatIsWorthAMask() {
    // given
    FramePublisher publisher = publisher(Duration.ofMinutes(1));

    // when
    for (boolean latest : new boolean[] {true, false}) {
      CompletableFuture<Void> publishing =
          CompletableFuture.runAsync(() -> publisher.publish("gate", IMAGE, latest));
      Awaitility.await().until(producer::completeNext);
      publishing.join();
    }

    // then
    assertThat(producer.history())
        .extracting(sent -> sent.headers().lastHeader(FrameHeaders.DROP_POLICY) != null)
        .containsExactly(true, false);
  }

  private FramePublisher publisher(Duration first) {
    var outage = BrokerOutage.waitedFor(first, ended::get, messages::add);
    return new FramePublisher(producer, Clock.systemUTC(), 0, outage);
  }

  private FramePublisher givenPublisherThatSentOne() {
    FramePublisher publisher = publisher(Duration.ofMinutes(1));
    CompletableFuture<Void> first = whenPublishing(publisher);
    Awaitility.await().until(producer::completeNext);
    first.join();
    return publisher;
  }

  private static CompletableFuture<Void> whenPublishing(FramePublisher publisher) {
    return CompletableFuture.runAsync(() -> publisher.publish("gate", IMAGE));
  }
}
