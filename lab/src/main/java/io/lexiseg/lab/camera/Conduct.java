package io.lexiseg.lab.camera;

import java.time.Duration;
import java.util.Optional;

/**
 * How a server behaves; changed while it serves.
 *
 * <p><b>Threads:</b> safe.
 */
final class Conduct {
  /** Between two pictures. */
  static final Duration INTERVAL = Duration.ofMillis(40);

  private final Optional<Login> login;
  private volatile TestCard card;
  private volatile Mood mood = Mood.SENDING;

  /** What becomes of the next pictures. */
  enum Mood {
    SENDING,
    /** Connections are kept and nothing is sent. */
    STALLED,
    /** Something is sent, but never a whole picture; over Motion JPEG only. */
    TRICKLING
  }

  /** Serves these pictures, 25 a second, to anybody or to one user. */
  Conduct(TestCard card, Optional<Login> login) {
    this.card = card;
    this.login = login;
  }

  Optional<Login> login() {
    return login;
  }

  TestCard card() {
    return card;
  }

  /** From the next picture on. */
  void show(TestCard next) {
    card = next;
  }

  void be(Mood next) {
    mood = next;
  }

  /** Waits until the next picture is due, and says what becomes of it. */
  Mood next() throws InterruptedException {
    Thread.sleep(INTERVAL.toMillis());
    return mood;
  }
}
