package io.lexiseg.demo.viewer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks as the page did before it was told: all of the state four times a second, then pictures. */
final class PollingPage implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(250);

  private final HttpClient client = HttpClient.newHttpClient();
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final Map<String, Long> shown = new HashMap<>();
  private final String states;
  private final String pictures;

  /** Asks two addresses, so that both can be counted. */
  PollingPage(String states, String pictures) {
    this.states = states;
    this.pictures = pictures;
    var unused =
        thread.scheduleWithFixedDelay(this::poll, 0, POLL.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void poll() {
    try {
      JsonNode state = new ObjectMapper().readTree(get(states + "/api/state"));
      for (JsonNode camera : state.path("cameras")) {
        String id = camera.path("id").asText();
        long frame = camera.path("frameId").asLong();
        if (!Long.valueOf(frame).equals(shown.put(id, frame))) {
          String name = URLEncoder.encode(id, StandardCharsets.UTF_8);
          var unused = answer(pictures + "/overlays/" + name + "?frame=" + frame);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] get(String url) throws IOException {
    try {
      return answer(url).get().body();
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private CompletableFuture<HttpResponse<byte[]>> answer(String url) {
    return client.sendAsync(
        HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
