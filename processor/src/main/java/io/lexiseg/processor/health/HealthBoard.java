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

  private record Source(String name, boolean stopsFrames, Supplier<Optional<String>> trouble) {}

  /**
   * A trouble there is now.
   *
   * @param name which one, the same as long as it lasts
   * @param text what is wrong and what to do, for people; may change while it lasts
   * @param stopsFrames whether no frame is segmented meanwhile
   */
  public record Trouble(String name, String text, boolean stopsFrames) {
    @Override
    public String toString() {
      return name + ": " + text;
    }
  }

  /**
   * As long as there is this trouble, the process is not ready.
   *
   * @param name what people call it, such as "Kafka away"
   * @param trouble what is wrong, for people; never blocks
   */
  public void requires(String name, Supplier<Optional<String>> trouble) {
    sources.add(new Source(name, true, trouble));
  }

  /**
   * This trouble is told, and the process is ready all the same.
   *
   * @param name what people call it
   * @param trouble what is wrong, for people; never blocks
   */
  public void mentions(String name, Supplier<Optional<String>> trouble) {
    sources.add(new Source(name, false, trouble));
  }

  /** What is wrong now, in the order in which it was registered. */
  public List<Trouble> troubles() {
    List<Trouble> troubles = new ArrayList<>();
    for (Source source : sources) {
      source
          .trouble()
          .get()
          .ifPresent(text -> troubles.add(new Trouble(source.name(), text, source.stopsFrames())));
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
