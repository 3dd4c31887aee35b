package io.lexiseg.demo.scene;

import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.Resizing;
import io.lexiseg.vision.image.RgbImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * A cat in twenty-four phases from a walk to a gallop, cut out of photographs that Eadweard
 * Muybridge took in 1887.
 *
 * <p><b>Threads:</b> safe.
 */
final class RunningCat {
  /** Walk: the first six. Gallop: the last twelve, over and over. */
  static final int PHASES = 24;

  static final int HEIGHT = 196;
  static final int WIDTH = 294;

  /** Row that its feet stand on. */
  static final int GROUND = 175;

  private static final String SHEET = "cat.png";
  private static final int COLUMNS = 6;
  private static final int ROWS = PHASES / COLUMNS;

  /** Samples: brightness, opacity, nothing. */
  private final RgbImage sheet;

  private RunningCat(RgbImage sheet) {
    this.sheet = sheet;
  }

  /** Reads the one that ships. */
  static RunningCat load() {
    try (InputStream file =
        Objects.requireNonNull(RunningCat.class.getResourceAsStream(SHEET), SHEET)) {
      RgbImage stored = new ImageDecoder(DecodeLimits.STANDARD).decode(file.readAllBytes());
      return new RunningCat(Resizing.bilinear(stored, ROWS * HEIGHT, COLUMNS * WIDTH));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + SHEET, e);
    }
  }

  /**
   * Draws one phase into pixels; what lies outside them is left out.
   *
   * @param pixels RGB, height × width × 3, written to
   * @param step which phase, and where
   */
  void draw(byte[] pixels, int height, int width, Crossing.Step step) {
    int top = step.ground() - GROUND;
    for (int y = Math.max(0, -top); y < Math.min(HEIGHT, height - top); y++) {
      for (int x = Math.max(0, -step.left()); x < Math.min(WIDTH, width - step.left()); x++) {
        int from = place(step, y, x);
        int at = ((top + y) * width + step.left() + x) * 3;
        blend(pixels, at, sheet.pixels()[from] & 0xff, sheet.pixels()[from + 1] & 0xff);
      }
    }
  }

  private static int place(Crossing.Step step, int y, int x) {
    int row = step.phase() / COLUMNS * HEIGHT + y;
    int column = step.phase() % COLUMNS * WIDTH + (step.leftward() ? WIDTH - 1 - x : x);
    return (row * COLUMNS * WIDTH + column) * 3;
  }

  private static void blend(byte[] pixels, int at, int brightness, int opacity) {
    for (int channel = at; channel < at + 3; channel++) {
      int behind = pixels[channel] & 0xff;
      pixels[channel] = (byte) ((behind * (255 - opacity) + brightness * opacity + 127) / 255);
    }
  }
}
