package io.lexiseg.recognition.exemplar;

import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.schemas.Exemplar;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The exemplars that vocabularies name, by id. Topics are read side by side, so an exemplar may
 * come a little later than the first version that names it.
 *
 * <p><b>Threads:</b> safe.
 */
public final class ExemplarTable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Map<String, Exemplar> exemplars = new HashMap<>();
  private final Map<String, Integer> expected = new HashMap<>();
  private long held;
  private final Duration patience;

  /** Creates an empty table. */
  public ExemplarTable() {
    this(PATIENCE);
  }

  ExemplarTable(Duration patience) {
    this.patience = patience;
  }

  /** The topic holds an exemplar; none: nobody needs it any more. */
  public synchronized void changed(String id, @Nullable Exemplar exemplar) {
    expected.remove(id);
    Exemplar before = exemplars.remove(id);
    held -= before == null ? 0 : bytes(before);
    if (exemplar != null) {
      exemplars.put(id, exemplar);
      held += bytes(exemplar);
      notifyAll();
    }
  }

  /** An exemplar will come; until then its bytes count as if it were there. */
  synchronized void expect(String id, Exemplar exemplar) {
    if (!exemplars.containsKey(id)) {
      expected.put(id, bytes(exemplar));
    }
  }

  /** Whether an exemplar is there or will come. */
  synchronized boolean expects(String id) {
    return exemplars.containsKey(id) || expected.containsKey(id);
  }

  /** Bytes of the pictures and masks that are there or will come. */
  synchronized long bytes() {
    return held + expected.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** Bytes that an exemplar brings along; none of what it refers to. */
  static int bytes(Exemplar exemplar) {
    return bytes(exemplar.getPicture()) + bytes(exemplar.getRegion());
  }

  private static int bytes(Object part) {
    return part instanceof ByteBuffer buffer ? buffer.remaining() : 0;
  }

  /** An exemplar, if it is there. */
  public synchronized Optional<Exemplar> find(String id) {
    return Optional.ofNullable(exemplars.get(id));
  }

  /**
   * An exemplar; waits a little for one that is not there yet.
   *
   * @throws UnavailableException if it does not come
   */
  synchronized Exemplar await(String id) {
    long deadline = System.nanoTime() + patience.toNanos();
    Optional<Exemplar> exemplar = find(id);
    while (exemplar.isEmpty()) {
      long millis = (deadline - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        throw new UnavailableException(
            "exemplar %s: expected it in the topic of exemplars, it has not come".formatted(id));
      }
      try {
        wait(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UnavailableException("exemplar %s: interrupted".formatted(id), e);
      }
      exemplar = find(id);
    }
    return exemplar.get();
  }
}
