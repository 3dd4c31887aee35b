package io.lexiseg.vision.pack.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebRequestsTest {
  @ParameterizedTest
  @CsvSource({
    "https://hub.example/a/b, /c?d, https://hub.example/c?d",
    "https://hub.example/a/b, c, https://hub.example/a/c",
    "https://hub.example/a, https://store.example/c, https://store.example/c",
    "http://hub.example/a, http://store.example/c, http://store.example/c"
  })
  void shouldFollowARedirect(String from, String location, String target) {
    assertThat(WebRequests.target(response(302, from, location))).contains(URI.create(target));
  }

  @Test
  void shouldStayWhereNothingIsElsewhere() {
    assertThat(WebRequests.target(response(200, "https://hub.example/a", "/b"))).isEmpty();
    assertThat(WebRequests.target(response(304, "https://hub.example/a", ""))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://store.example/c?signature=secret",
    "file:///etc/passwd",
    "ftp://store.example"
  })
  void shouldNotFollowARedirectToWhatIsLessSafe(String location) {
    assertThatThrownBy(() -> WebRequests.target(response(302, "https://hub.example/a", location)))
        .isInstanceOf(InstallException.class)
        .hasMessageContaining("https://hub.example/a: expected a redirect to https")
        .hasMessageNotContaining("secret");
  }

  private static HttpResponse<String> response(int status, String address, String location) {
    Map<String, List<String>> headers =
        location.isEmpty() ? Map.of() : Map.of("Location", List.of(location));
    return new Answer(status, URI.create(address), HttpHeaders.of(headers, (name, value) -> true));
  }

  private record Answer(int statusCode, URI uri, HttpHeaders headers)
      implements HttpResponse<String> {
    @Override
    public HttpRequest request() {
      return HttpRequest.newBuilder(uri).build();
    }

    @Override
    public Optional<HttpResponse<String>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public String body() {
      return "";
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }
}
