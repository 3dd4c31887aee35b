package io.lexiseg.vision.superpixel;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.provider.Arguments;

class SuperpixelAlgorithmTest extends SuperpixelContract {
  @Override
  protected Stream<SuperpixelParameters> algorithms() {
    return Stream.of(
        new NoSuperpixels(),
        new FelzenszwalbParameters(100, 1, 20),
        SeedsParameters.RELEASED,
        new SeedsParameters(1, 1, 5, 16, 1),
        new SeedsParameters(3000, 10, 0, 1, 2));
  }

  @Override
  protected Stream<Arguments> competitors() {
    return Stream.of(Arguments.of(SeedsParameters.RELEASED, 120, 260));
  }

  @Override
  protected List<ThrowingCallable> refusals() {
    return List.of(
        () -> new SeedsParameters(0, 4, 1, 5, 10),
        () -> new SeedsParameters(200, 11, 1, 5, 10),
        () -> new SeedsParameters(200, 4, 6, 5, 10),
        () -> new SeedsParameters(200, 4, 1, 0, 10),
        () -> new SeedsParameters(200, 4, 1, 5, 0));
  }
}
