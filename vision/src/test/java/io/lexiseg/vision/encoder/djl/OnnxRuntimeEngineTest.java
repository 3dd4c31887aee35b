package io.lexiseg.vision.encoder.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.encoder.engine.Device;
import org.junit.jupiter.api.Test;

/** With the build of ONNX Runtime for CPUs, which the project's tests run on. */
class OnnxRuntimeEngineTest {
  @Test
  void shouldTrustTheCpu() {
    // when
    OnnxRuntimeEngine engine = new OnnxRuntimeEngine(Device.CPU, 1);

    // then
    assertThat(engine.reference()).isEmpty();
    assertThat(engine.name()).isEqualTo("OnnxRuntime on cpu");
    assertThat(OnnxRuntimeEngine.problem(Device.CPU)).isEmpty();
  }

  @Test
  void shouldRefuseAGpuThatIsNotThere() {
    // given
    String words = OnnxRuntimeEngine.problem(Device.CUDA).orElseThrow();

    // when, then
    assertThatThrownBy(() -> new OnnxRuntimeEngine(Device.CUDA, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "device cuda: expected onnxruntime_gpu on the classpath, CUDA 12 with cuDNN 9,"
                + " and an NVIDIA driver, got: "
                + words);
    assertThat(words).containsIgnoringCase("cuda");
  }
}
