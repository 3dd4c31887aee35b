package io.lexiseg.demo.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;

/** How many bytes the page takes, beside what it took when it asked four times a second. */
@Timeout(120)
class PageBytesIT {
  private static final int CAMERAS = 8;
  private static final int ROUNDS = 20;
  private static final Duration BETWEEN = Duration.ofMillis(400);
  private static final Path PHOTOGRAPH = Path.of("..", "docs", "images", "first-light.jpg");

  @TempDir private Path folder;

  @Test
  @SuppressWarnings("try") // the polling page works on a thread of its own
  void shouldTakeAQuarterOfTheBytesAtMost() throws Exception {
    var photograph = new ImageDecoder(DecodeLimits.STANDARD).decode(Files.readAllBytes(PHOTOGRAPH));
    ChromeDriver browser = Browser.start(folder);
    try (FedViewer viewer = new FedViewer(photograph);
        CountingProxy states = new CountingProxy(viewer.port());
        CountingProxy pictures = new CountingProxy(viewer.port());
        CountingProxy events = new CountingProxy(viewer.port());
        CountingProxy page = new CountingProxy(viewer.port())) {
      // given: all look at the same cameras
      showAll(viewer);
      browser.get(page.url());
      Page seen = new Page(browser);
      seen.await(() -> seen.elements(".tile img[src]").size() == CAMERAS);
      long before = page.bytes(); // scripts are fetched once
      follow(events.url());

      // when
      try (PollingPage polling = new PollingPage(states.url(), pictures.url())) {
        for (int round = 0; round < ROUNDS; round++) {
          Thread.sleep(BETWEEN.toMillis()); // the pace of the cameras
          viewer.pass(BETWEEN);
          showAll(viewer);
        }
        seen.await(() -> seen.number(FETCHED) >= 2 * CAMERAS);
      }

      // then: how often one asks depends on the machine, so EventStreamTest compares the states
      long told = events.bytes();
      long all = page.bytes() - before;
      System.out.printf(
          Locale.ROOT,
          "page bytes, %d cameras, %d frames each: state %d polled, %d pushed (1/%.1f);"
              + " with pictures %d before, %d now (1/%.1f); pictures fetched now %.0f%n",
          CAMERAS,
          ROUNDS,
          states.bytes(),
          told,
          (double) states.bytes() / told,
          states.bytes() + pictures.bytes(),
          all,
          (double) (states.bytes() + pictures.bytes()) / all,
          seen.number(FETCHED));
      assertThat(all * 4).isLessThanOrEqualTo(states.bytes() + pictures.bytes());
    } finally {
      browser.quit();
    }
  }

  private static final String FETCHED =
      "return performance.getEntriesByType('resource')"
          + ".filter((one) => one.name.includes('/pictures/')).length";

  private static void showAll(FedViewer viewer) {
    for (int camera = 1; camera <= CAMERAS; camera++) {
      viewer.show("camera-" + camera);
    }
  }

  /** Reads the stream alone. */
  private static void follow(String url) {
    var unused =
        HttpClient.newHttpClient()
            .sendAsync(
                HttpRequest.newBuilder(URI.create(url + "/api/events")).build(),
                BodyHandlers.ofLines())
            .thenAccept(answer -> answer.body().forEach(line -> {}));
  }
}
