package io.lexiseg.processor.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Troubles of a process by name, asked anew each time; each part of the processor brings its own.
 *
 * <p><b>Threads:</b> safe.
 */
public final class HealthBoard {
  private final List<Source> sources = new CopyOnWriteArrayList<>();

  private record Source(String name, Weight weight, Supplier<Optional<String>> trouble) {}

  /** What a trouble means. */
  public enum Weight {
    /** No frame is segmented now; it goes by itself. */
    PASSES(true),
    /** No frame is segmented meanwhile. */
    STOPS(true),
    /** Frames are segmented all the same. */
    MENTIONED(false);

    private final boolean stopsFrames;

    Weight(boolean stopsFrames) {
      this.stopsFrames = stopsFrames;
    }
  }

  /**
   * A trouble there is now.
   *
   * @param name which one, the same as long as it lasts
   * @param text what is wrong and what to do, for people; may change while it lasts
   * @param weight what it means
   */
  public record Trouble(String name, String text, Weight weight) {
    /** Whether no frame is segmented meanwhile. */
    public boolean stopsFrames() {
      return weight.stopsFrames;
    }

    /** Whether something is to be mended outside of this process. */
    public boolean isOutside() {
      return weight == Weight.STOPS;
    }

    @Override
    public String toString() {
      return name + ": " + text;
    }
  }

  /**
   * As long as there is this, the process is not ready; nobody has to do anything about it.
   *
   * @param name what people call it
   * @param reason what is waited for, for people; never blocks
   */
  public void awaits(String name, Supplier<Optional<String>> reason) {
    sources.add(new Source(name, Weight.PASSES, reason));
  }

  /**
   * As long as there is this trouble, the process is not ready.
   *
   * @param name what people call it, such as "Kafka away"
   * @param trouble what is wrong, for people; never blocks
   */
  public void requires(String name, Supplier<Optional<String>> trouble) {
    sources.add(new Source(name, Weight.STOPS, trouble));
  }

  /**
   * This trouble is told, and the process is ready all the same.
   *
   * @param name what people call it
   * @param trouble what is wrong, for people; never blocks
   */
  public void mentions(String name, Supplier<Optional<String>> trouble) {
    sources.add(new Source(name, Weight.MENTIONED, trouble));
  }

  /** What is wrong now, in the order in which it was registered. */
  public List<Trouble> troubles() {
    List<Trouble> troubles = new ArrayList<>();
    for (Source source : sources) {
      source
          .trouble()
          .get()
          .ifPresent(text -> troubles.add(new Trouble(source.name(), text, source.weight())));
    }
    return troubles;
  }

  /** The health of a process that lives: a line each for what it is and for every trouble. */
  public Health health() {
    List<Trouble> troubles = troubles();
    boolean ready = troubles.stream().noneMatch(Trouble::stopsFrames);
    List<String> lines = new ArrayList<>();
    lines.add(ready ? "ready" : "not ready");
    troubles.forEach(trouble -> lines.add(trouble.toString()));
    return new Health(true, ready, String.join("\n", lines));
  }
}
