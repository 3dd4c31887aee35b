package io.lexiseg.cli.option;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Tells people of single failures while the rest goes on, and knows how many there were.
 *
 * <p><b>Threads:</b> safe.
 */
public final class ProblemCount implements Consumer<String> {
  private final Consumer<String> people;
  private final AtomicLong count = new AtomicLong();

  public ProblemCount(Consumer<String> people) {
    this.people = people;
  }

  @Override
  public void accept(String problem) {
    count.incrementAndGet();
    people.accept(problem);
  }

  public long count() {
    return count.get();
  }

  /** Ends a sum; empty without failures. */
  public String text(String what) {
    return count() == 0 ? "" : ", %d %s failed".formatted(count(), what);
  }
}
