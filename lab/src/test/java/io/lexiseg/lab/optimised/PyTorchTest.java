package io.lexiseg.lab.optimised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.image.RgbImage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The program itself is Python, which no build needs. */
class PyTorchTest {
  private static final String PROGRAM =
      """
      echo PyTorch of a test
      while read height width; do
        echo "fp32: $height 0.5; bf16 autocast: $width 0.25"
      done
      """;

  @Test
  void shouldAskForWindowAfterWindow() {
    // given
    try (PyTorch torch = new PyTorch(List.of("sh", "-c", PROGRAM))) {
      torch.encode(RgbImage.of(1, 1, new byte[3]));

      // when
      var costs = torch.encode(RgbImage.of(2, 3, new byte[18]));

      // then
      assertThat(torch.about()).isEqualTo("PyTorch of a test");
      assertThat(costs)
          .containsEntry("PyTorch fp32", new Cost(2, 0.5))
          .containsEntry("PyTorch bf16 autocast", new Cost(3, 0.25))
          .hasSize(2);
    }
  }

  @Test
  void shouldSayThatTheProgramEnded() {
    assertThatThrownBy(() -> new PyTorch(List.of("sh", "-c", "exit 1")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("it ended");
  }
}
