package io.lexiseg.demo.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the cat is in each frame: it walks, runs out of the picture, and later comes back. */
final class Crossing {
  private static final int WALKING = 6;
  private static final int GALLOPING = 12;
  private static final int ROUNDS_OF_WALK = 3;
  private static final int PAUSE = 16;

  /** How far it comes in one frame, pixels. */
  private static final int WALK = 14;

  private static final int GALLOP = 26;

  private final int width;
  private final int ground;
  private final List<Integer> phases = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();

  /**
   * One frame of the cat.
   *
   * @param phase of {@link RunningCat#PHASES}
   * @param left column of its left side, may lie outside
   * @param ground row that its feet stand on
   * @param leftward whether it looks to the left
   */
  record Step(int phase, int left, int ground, boolean leftward) {}

  /** Of a picture this wide, pixels. */
  Crossing(int width, int ground) {
    this.width = width;
    this.ground = ground;
    int place = -RunningCat.WIDTH;
    for (int i = 0; place < width; i++) {
      int phase = phase(i);
      phases.add(phase);
      places.add(place);
      place += phase < WALKING ? WALK : GALLOP;
    }
  }

  private static int phase(int i) {
    int walked = ROUNDS_OF_WALK * WALKING;
    if (i < walked) {
      return i % WALKING;
    }
    int run = i - walked + WALKING;
    return run < RunningCat.PHASES
        ? run
        : RunningCat.PHASES - GALLOPING + (run - RunningCat.PHASES) % GALLOPING;
  }

  /** Where it is; empty while it is away. */
  Optional<Step> at(long frame) {
    int length = phases.size() + PAUSE;
    int step = (int) (frame % length);
    boolean leftward = frame / length % 2 == 1;
    if (step >= phases.size()) {
      return Optional.empty();
    }
    int place = places.get(step);
    int left = leftward ? width - RunningCat.WIDTH - place : place;
    return Optional.of(new Step(phases.get(step), left, ground, leftward));
  }
}
