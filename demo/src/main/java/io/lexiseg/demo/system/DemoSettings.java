package io.lexiseg.demo.system;

import io.lexiseg.recognition.category.VocabularyContent;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a demo shall do.
 *
 * @param vocabulary what the demo begins with
 * @param profile preset of the model pack; empty for its default
 * @param frames frames to publish in all, at least 1; {@code Long.MAX_VALUE}: until the input ends
 * @param framesPerSecond most frames a second; empty: as fast as they are segmented
 * @param out folder for masks and overlays
 * @param viewer where the page is served
 */
public record DemoSettings(
    VocabularyContent vocabulary,
    Optional<String> profile,
    long frames,
    OptionalDouble framesPerSecond,
    Optional<Path> out,
    Optional<ViewerAddress> viewer) {

  /** Where the page is served; port 0: any free one. */
  public record ViewerAddress(String host, int port) {}

  /** A page that nobody said when to end stays until somebody does. */
  boolean staysOpen() {
    return viewer.isPresent() && frames == Long.MAX_VALUE;
  }
}
