package io.lexiseg.schemas.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactedTest {
  @ParameterizedTest
  @CsvSource({
    "rtsp://admin:hunter2@10.0.0.5:554/live, rtsp://10.0.0.5:554/live",
    "rtsp://admin:hunter2@10.0.0.5, rtsp://10.0.0.5",
    "rtsp://hunter2@10.0.0.5/live, rtsp://10.0.0.5/live",
    "rtsp://admin:hun@ter2@10.0.0.5/live, rtsp://10.0.0.5/live",
    "rtsp://admin:hun/ter2@10.0.0.5/live, rtsp://...@10.0.0.5/live",
    "rtsp://admin:hun#ter2@10.0.0.5/live, rtsp://...@10.0.0.5/live",
    "rtsp://admin:hun ter2@10.0.0.5/live, rtsp://10.0.0.5/live",
    "http://cam/video.cgi?user=hunter2&pwd=hunter2&rate=0, http://cam/video.cgi?user=...&pwd=...&rate=0",
    "http://cam:80/live?size=2, http://cam:80/live?size=2",
    "rtsp://cam/live@1, rtsp://cam/live@1",
    "device:0, device:0",
    "/pictures/a@b.jpg, /pictures/a@b.jpg",
  })
  void shouldShowAnAddressWithoutItsUser(String address, String shown) {
    assertThat(Redacted.address(address)).isEqualTo(shown);
  }

  @Test
  void shouldFindSecretsInAnyText() {
    // given
    String text =
        "open \"rtsp://a:hunter2@cam/1\" and redis://:hunter2@redis:6379?index=x failed; LoginModule"
            + " required username=\"camera\" password=\"hunter2 ;\"; ssl.key.password=hunter2,"
            + " basic.auth.user.info=me:hunter2, at index 9: redis://me:hunter2 x@redis, rtsp://[::1]:5/";
    // when
    String shown = Redacted.text(text);
    // then
    assertThat(shown)
        .doesNotContain("hunter2")
        .contains(
            "\"rtsp://cam/1\"",
            "redis://redis:6379?index=x",
            "rtsp://[::1]:5/",
            "username=\"camera\"");
  }

  @Test
  void shouldLeaveOtherTextAlone() {
    String text =
        "redis password: expected environment variable X, found none at a@b.c, see http://b/,"
            + " SSL://a:1,b:2 and http://c:3: gone";
    assertThat(Redacted.text(text)).isEqualTo(text);
  }
}
