package io.lexiseg.lab.ablation;

import io.lexiseg.vision.superpixel.SuperpixelContract;
import io.lexiseg.vision.superpixel.SuperpixelParameters;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.provider.Arguments;

class SuperpixelAblationTest extends SuperpixelContract {
  @Override
  protected Stream<SuperpixelParameters> algorithms() {
    return Stream.of(
        SlicParameters.RELEASED,
        new SlicParameters(1, 0.1, 0, 1),
        new SlicParameters(5000, 40, 2, 3),
        WatershedParameters.RELEASED,
        new WatershedParameters(1, 0),
        new WatershedParameters(5000, 10));
  }

  @Override
  protected Stream<Arguments> competitors() {
    return Stream.of(
        Arguments.of(SlicParameters.RELEASED, 120, 260),
        Arguments.of(WatershedParameters.RELEASED, 190, 200));
  }

  @Override
  protected List<ThrowingCallable> refusals() {
    return List.of(
        () -> new SlicParameters(0, 10, 1, 10),
        () -> new SlicParameters(200, 0, 1, 10),
        () -> new SlicParameters(200, 10, -1, 10),
        () -> new SlicParameters(200, 10, 1, 0),
        () -> new WatershedParameters(0, 1),
        () -> new WatershedParameters(200, Double.NaN));
  }
}
