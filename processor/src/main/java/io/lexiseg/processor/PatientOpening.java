package io.lexiseg.processor;

import io.lexiseg.processor.health.Health;
import io.lexiseg.processor.http.HealthServer;
import io.lexiseg.processor.http.HttpSettings;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.schemas.connection.BackOff;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the model at the start of a process, waiting for a prototype index that is away. Meanwhile
 * health says so: a supervisor that started the process again would only lose the networks that are
 * read already.
 */
final class PatientOpening {
  private static final Logger LOGGER = LoggerFactory.getLogger(PatientOpening.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final HttpSettings http;
  private final BackOff backOff;

  PatientOpening(HttpSettings http) {
    this(http, Duration.ofSeconds(1));
  }

  PatientOpening(HttpSettings http, Duration firstPause) {
    this.http = http;
    this.backOff = BackOff.doubling(firstPause, LONGEST_PAUSE);
  }

  /**
   * Opens the model, as often as it takes.
   *
   * @throws RuntimeException of any kind but {@link UnavailableException}, from the opening
   * @throws InterruptedException if the wait is interrupted
   */
  SegmentationModel open(Supplier<SegmentationModel> opening) throws InterruptedException {
    try {
      return opening.get();
    } catch (UnavailableException e) {
      LOGGER.warn("prototype index away, waiting for it: {}", e.getMessage());
      return openLater(opening, String.valueOf(e.getMessage()));
    }
  }

  private SegmentationModel openLater(Supplier<SegmentationModel> opening, String trouble)
      throws InterruptedException {
    Health health = new Health(true, false, "not ready\nprototype index away: " + trouble);
    InetSocketAddress address = new InetSocketAddress(http.address(), http.port());
    HealthServer server = HealthServer.start(address, () -> health, () -> "");
    try {
      for (int attempt = 1; ; attempt++) {
        Thread.sleep(backOff.pause(attempt).toMillis());
        try {
          SegmentationModel model = opening.get();
          LOGGER.warn("prototype index is back");
          return model;
        } catch (UnavailableException e) {
          LOGGER.debug("prototype index still away", e);
        }
      }
    } finally {
      server.close();
    }
  }
}
