package io.lexiseg.cli.camera;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VideoAddressTest {
  @Test
  void shouldKnowAWebcamByItsNumber() {
    // when
    VideoAddress address = VideoAddress.of("device:12");

    // then
    assertThat(address.url()).isEqualTo("/dev/video12");
    assertThat(address.format()).isEqualTo("v4l2");
    assertThat(address.isLive()).isTrue();
    assertThat(address.isFile()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rtsp://a:b@host/1", "RTSPS://a:b@host/1", "rtsp://host?user=a&pwd=b"})
  void shouldAskACameraForTcpAndKeepItsPassword(String url) {
    // when
    VideoAddress address = VideoAddress.of(url);

    // then
    assertThat(address.url()).isEqualTo(url);
    assertThat(address.options()).containsEntry("rtsp_transport", "tcp");
    assertThat(address.isLive()).isTrue();
    assertThat(address.toString()).contains("host").doesNotContain("a:b", "=a", "=b");
  }
}
