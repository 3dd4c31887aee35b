package io.lexiseg.quickstart.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a demo shall do.
 *
 * @param categories category names in mask value order
 * @param profile preset of the model pack; empty for its default
 * @param frames frames to publish in all, at least 1; {@code Long.MAX_VALUE}: until the input ends
 * @param framesPerSecond most frames a second; empty: as fast as they are segmented
 * @param out folder for masks and overlays
 * @param viewer where the page is served
 */
public record DemoSettings(
    List<String> categories,
    Optional<String> profile,
    long frames,
    OptionalDouble framesPerSecond,
    Optional<Path> out,
    Optional<ViewerAddress> viewer) {

  /** Where the page is served; port 0: any free one. */
  public record ViewerAddress(String host, int port) {}

  /** Copies the list. */
  public DemoSettings {
    categories = List.copyOf(categories);
  }

  /** A page that nobody said when to end stays until somebody does. */
  boolean staysOpen() {
    return viewer.isPresent() && frames == Long.MAX_VALUE;
  }
}
