package io.lexiseg.indexbuilder.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexiseg.vision.pack.generator.SchedulerSpec;
import io.lexiseg.vision.pack.generator.SchedulerSpec.Kind;
import io.lexiseg.vision.pack.generator.SchedulerSpec.Prediction;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden runs are made by {@code tools/diffusion/schedulers.py}. */
class SchedulerTest {
  private static final double TOLERANCE = 1e-8; // two implementations in double precision
  private static final int SIZE = 8;

  static Stream<JsonNode> runs() throws IOException {
    try (InputStream in = SchedulerTest.class.getResourceAsStream("schedulers.json")) {
      JsonNode runs = JsonMapper.builder().build().readTree(in).get("runs");
      return StreamSupport.stream(runs.spliterator(), false);
    }
  }

  @ParameterizedTest
  @MethodSource("runs")
  void shouldTakeTheGoldenSteps(JsonNode run) {
    // given
    Kind kind = Kind.valueOf(constant(run, "kind"));
    Prediction prediction = Prediction.valueOf(constant(run, "prediction"));
    Scheduler scheduler = Scheduler.of(spec(kind, prediction, run.get("steps").asInt()));
    double[] latent = start(scheduler.initialScale());

    // when, then
    assertThat(scheduler.initialScale())
        .isCloseTo(run.get("initialScale").asDouble(), within(TOLERANCE));
    assertThat(scheduler.calls()).isEqualTo(run.get("after").size());
    for (int call = 0; call < scheduler.calls(); call++) {
      assertThat(scheduler.timestep(call)).isEqualTo(run.get("timesteps").get(call).asInt());
      scheduler.step(call, said(scheduler, call, latent), latent);
      for (int i = 0; i < SIZE; i++) {
        assertThat(latent[i])
            .as("call %d, value %d", call, i)
            .isCloseTo(run.get("after").get(call).get(i).asDouble(), within(TOLERANCE));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void shouldNotDependOnWhatIsPredicted(Kind kind) {
    // given the same noise, told as noise and as velocity
    Scheduler noise = Scheduler.of(spec(kind, Prediction.EPSILON, 7));
    Scheduler velocity = Scheduler.of(spec(kind, Prediction.V, 7));
    NoiseLevels levels = NoiseLevels.of(spec(kind, Prediction.V, 7));
    double[] one = start(noise.initialScale());
    double[] other = one.clone();

    // when
    for (int call = 0; call < noise.calls(); call++) {
      double[] said = said(noise, call, one);
      double[] v = new double[SIZE];
      double alpha = Math.sqrt(levels.kept(noise.timestep(call)));
      double sigma = Math.sqrt(1 - alpha * alpha);
      for (int i = 0; i < SIZE; i++) {
        v[i] = (said[i] - sigma * seen(kind, velocity, call, one, i)) / alpha;
      }
      noise.step(call, said, one);
      velocity.step(call, v, other);
      if (kind == Kind.PNDM) { // it mixes what was said, so only the first call agrees
        break;
      }
    }

    // then
    for (int i = 0; i < SIZE; i++) {
      assertThat(other[i]).isCloseTo(one[i], within(1e-9));
    }
  }

  @Test
  void shouldKnowHowMuchOfThePictureIsLeft() {
    NoiseLevels levels = NoiseLevels.of(spec(Kind.DDIM, Prediction.V, 50));

    assertThat(levels.kept(0)).isCloseTo(1 - 0.00085, within(1e-12));
    assertThat(levels.kept(-19)).isEqualTo(levels.kept(0));
    assertThat(levels.kept(999)).isCloseTo(0.00466, within(1e-6));
    assertThat(levels.sigma(999)).isCloseTo(14.6146, within(1e-4));
  }

  private static double seen(Kind kind, Scheduler scheduler, int call, double[] latent, int i) {
    return kind == Kind.EULER_TRAILING ? latent[i] * scheduler.inputScale(call) : latent[i];
  }

  private static SchedulerSpec spec(Kind kind, Prediction prediction, int steps) {
    return new SchedulerSpec(kind, prediction, 0.00085, 0.012, 1000, steps);
  }

  private static double[] start(double scale) {
    double[] start = new double[SIZE];
    Arrays.setAll(start, i -> scale * Math.sqrt(2) * Math.sin(0.7 * i + 0.3));
    return start;
  }

  private static double[] said(Scheduler scheduler, int call, double[] latent) {
    double[] said = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      double seen = latent[i] * scheduler.inputScale(call);
      said[i] =
          0.5 * Math.sin(1.3 * i + 0.9)
              + 0.4 * seen
              + 0.001 * scheduler.timestep(call) * Math.cos(seen);
    }
    return said;
  }

  private static String constant(JsonNode run, String name) {
    return run.get(name).asText().toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
