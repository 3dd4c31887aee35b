package io.lexiseg.recognition.model;

import io.lexiseg.recognition.category.Profiles;
import io.lexiseg.vision.setting.Preset;
import java.util.Optional;
import java.util.function.Function;

/**
 * The generations of a prototype index: the one in use, and maybe one to come.
 *
 * <p><b>Threads:</b> safe; one at a time looks for another generation.
 */
public interface Generations extends AutoCloseable {
  /** Profiles on the generation in use. */
  Profiles profiles();

  /** Makes a further profile on the generation in use. */
  Profiles.Profile profile(Preset preset);

  /**
   * Profiles on the generation that is published now, open but not in use; none, if that is the one
   * in use. Asked again, it gives the same until it is used or another one is published.
   *
   * @throws IllegalArgumentException if it does not fit, or none is published
   * @throws IllegalStateException if it is damaged
   * @throws io.lexiseg.prototypes.UnavailableException if the place does not answer
   */
  Optional<Profiles> next();

  /**
   * Takes what {@link #next} gave into use, and closes the one before when nobody uses it any more.
   */
  void use(Profiles next);

  /** Closes all; whoever still resolves keeps its index until it is through. */
  @Override
  void close();

  /** Profiles that stay what they are. */
  static Generations fixed(Profiles profiles, Function<Preset, Profiles.Profile> opening) {
    return new Generations() {
      @Override
      public Profiles profiles() {
        return profiles;
      }

      @Override
      public Profiles.Profile profile(Preset preset) {
        return opening.apply(preset);
      }

      @Override
      public Optional<Profiles> next() {
        return Optional.empty();
      }

      @Override
      public void use(Profiles next) {
        throw new IllegalStateException(
            "index: expected no other generation, got " + next.origin());
      }

      @Override
      public void close() {}
    };
  }
}
