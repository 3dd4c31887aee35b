package io.lexiseg.indexbuilder.service.target;

import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.location.IndexPlace;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The indexes that prototypes are made for.
 *
 * <p><b>Threads:</b> safe.
 */
public final class TargetIndexes {
  /** Stands in an address where the name of the index goes. */
  public static final String NAME = "{index}";

  private static final String NAMES = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
  private static final Duration FRESH = Duration.ofSeconds(10);
  private static final int REMEMBERED = 100;

  private final Function<String, IndexPlace> places;
  private final LongSupplier nanos;
  private final Map<String, Seen> seen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Seen(Optional<IndexManifest> manifest, long at) {}

  /**
   * Indexes at places of one's own.
   *
   * @param places by the name of an index
   * @param nanos a clock that only grows
   */
  public TargetIndexes(Function<String, IndexPlace> places, LongSupplier nanos) {
    this.places = places;
    this.nanos = nanos;
  }

  /**
   * Indexes whose addresses differ in their name.
   *
   * @param address as for {@link PrototypeIndexes#at}, with {@value #NAME} where the name goes
   * @throws IllegalArgumentException if the name goes nowhere, or it is no address
   */
  public static TargetIndexes at(String address) {
    if (!address.contains(NAME)) {
      throw new IllegalArgumentException(
          "index address: expected one with %s where the name goes, got '%s'"
              .formatted(NAME, address));
    }
    Function<String, IndexPlace> places = name -> PrototypeIndexes.at(address.replace(NAME, name));
    IndexPlace unused = places.apply("name");
    return new TargetIndexes(places, System::nanoTime);
  }

  /** Whether an index may have this name: it becomes part of an address. */
  public static boolean isName(String name) {
    return name.matches(NAMES);
  }

  /** Where the generations of an index lie. */
  public IndexPlace place(String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "index: expected a name of 1 to 100 of A-Z a-z 0-9 . _ -, got '%s'".formatted(name));
    }
    return places.apply(name);
  }

  /**
   * What is published, as it was a few seconds ago; empty: nothing.
   *
   * @throws io.lexiseg.prototypes.UnavailableException if the place does not answer
   */
  public Optional<IndexManifest> published(String name) {
    synchronized (seen) {
      Seen known = seen.get(name);
      if (known != null && nanos.getAsLong() - known.at() < FRESH.toNanos()) {
        return known.manifest();
      }
    }
    Optional<IndexManifest> now = publishedNow(name);
    synchronized (seen) {
      seen.put(name, new Seen(now, nanos.getAsLong()));
    }
    return now;
  }

  /**
   * What is published now; empty: nothing.
   *
   * @throws io.lexiseg.prototypes.UnavailableException if the place does not answer
   */
  public Optional<IndexManifest> publishedNow(String name) {
    try {
      return Optional.of(place(name).manifest());
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no index there yet
    }
  }
}
