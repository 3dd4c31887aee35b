package io.lexiseg.recognition.model;

import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.UnavailableException;
import java.util.function.Supplier;

/**
 * An open index that closes when it is retired and its last user is through.
 *
 * <p><b>Threads:</b> safe.
 */
public final class UsedIndex {
  private final PrototypeIndex index;
  private int users;
  private boolean retired;

  /** Takes the index over. */
  UsedIndex(PrototypeIndex index) {
    this.index = index;
  }

  /** The index itself; asked within {@link #use} only, but for its manifest. */
  public PrototypeIndex index() {
    return index;
  }

  /**
   * Does something while the index stays open.
   *
   * @throws UnavailableException if the index is retired; another one is in use then
   */
  <T> T use(Supplier<T> work) {
    begin();
    try {
      return work.get();
    } finally {
      end();
    }
  }

  private synchronized void begin() {
    if (retired) {
      throw new UnavailableException(
          "prototype index %s: generation %d has been replaced"
              .formatted(index.manifest().name(), index.manifest().generation()));
    }
    users++;
  }

  private synchronized void end() {
    users--;
    closeIfUnused();
  }

  /** Takes no users any more; idempotent. */
  synchronized void retire() {
    retired = true;
    closeIfUnused();
  }

  private void closeIfUnused() {
    if (retired && users == 0) {
      index.close();
    }
  }
}
