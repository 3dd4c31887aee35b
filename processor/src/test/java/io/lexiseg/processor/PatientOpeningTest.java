package io.lexiseg.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.processor.http.HttpSettings;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.recognition.model.TestModels;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatientOpeningTest {
  private final AtomicInteger attempts = new AtomicInteger();
  private final List<HttpResponse<String>> answers = new ArrayList<>();

  @Test
  void shouldWaitForAnIndexThatIsAwayAndSaySo() throws Exception {
    // given
    int port = freePort();
    SegmentationModel model =
        new SegmentationModel(
            TestModels.profiles(TestModels.resolver()), TestModels.segmenter(), () -> {});

    // when
    SegmentationModel opened =
        opening(port)
            .open(
                () -> {
                  if (attempts.incrementAndGet() < 3) {
                    throw new UnavailableException("redis://index: no answer");
                  }
                  answers.add(get(port, "/health/ready"));
                  answers.add(get(port, "/health/live"));
                  return model;
                });

    // then
    assertThat(opened).isSameAs(model);
    assertThat(answers).extracting(HttpResponse::statusCode).containsExactly(503, 200);
    assertThat(answers.get(0).body()).contains("prototype index away: redis://index: no answer");
    new ServerSocket(port).close(); // is free again
  }

  @Test
  void shouldNotWaitForWhatNoTimeMends() throws Exception {
    PatientOpening opening = opening(freePort());
    assertThatThrownBy(
            () ->
                opening.open(
                    () -> {
                      attempts.incrementAndGet();
                      throw new IllegalArgumentException("no such pack");
                    }))
        .hasMessage("no such pack");
    assertThat(attempts).hasValue(1);
  }

  private static PatientOpening opening(int port) {
    return new PatientOpening(new HttpSettings("127.0.0.1", port), Duration.ofMillis(1));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static HttpResponse<String> get(int port, String path) {
    try {
      URI uri = URI.create("http://127.0.0.1:" + port + path);
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    } catch (java.io.IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
