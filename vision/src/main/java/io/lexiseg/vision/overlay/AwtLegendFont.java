package io.lexiseg.vision.overlay;

import io.lexiseg.vision.image.RgbImage;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/**
 * The fonts of the machine, as Java's logical font gathers them: every script that one of them has.
 *
 * <p><b>Threads:</b> safe.
 */
final class AwtLegendFont implements LegendFont {
  private static final double POINTS = 30;

  /** Makes a text run from left to right whatever its first letter is, so that shares end it. */
  private static final String LEFT_TO_RIGHT = "\u200E";

  private static final Optional<LegendFont> FOUND = find();

  private final Font font;

  private AwtLegendFont(Font font) {
    this.font = font;
  }

  /** The fonts of this machine; empty where it has none, as containers may. */
  static Optional<LegendFont> found() {
    return FOUND;
  }

  private static Optional<LegendFont> find() {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true"); // a display is neither needed nor asked
    }
    try {
      AwtLegendFont font = new AwtLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 1));
      return font.shows("a") && font.width("a", 1) > 0 ? Optional.of(font) : Optional.empty();
    } catch (LinkageError | InternalError e) { // how Java says that there is no font, or no library
      return Optional.empty();
    }
  }

  @Override
  public boolean shows(String text) {
    return font.canDisplayUpTo(text) < 0;
  }

  @Override
  public String ellipsis() {
    return shows("…") ? "…" : "..";
  }

  @Override
  public int width(String text, double scale) {
    Graphics2D graphics = graphics(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), scale);
    try {
      return graphics.getFontMetrics().stringWidth(LEFT_TO_RIGHT + text);
    } finally {
      graphics.dispose();
    }
  }

  @Override
  public RgbImage paint(int height, int width, double scale, List<Line> lines) {
    BufferedImage strip = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = graphics(strip, scale);
    try {
      graphics.setColor(new Color(PAPER));
      graphics.fillRect(0, 0, width, height);
      int row = (int) Math.round(ROW * scale);
      for (Line line : lines) {
        graphics.setColor(new Color(line.colour()));
        graphics.fillRect(line.x() + row / 4, line.y() + row / 6, row * 2 / 3, row * 2 / 3);
        graphics.setColor(new Color(INK));
        graphics.drawString(LEFT_TO_RIGHT + line.text(), line.textX(row), line.y() + row * 7 / 10);
      }
    } finally {
      graphics.dispose();
    }
    return image(strip);
  }

  private Graphics2D graphics(BufferedImage on, double scale) {
    Graphics2D graphics = on.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(font.deriveFont((float) (POINTS * scale)));
    return graphics;
  }

  private static RgbImage image(BufferedImage strip) {
    int[] colours =
        strip.getRGB(0, 0, strip.getWidth(), strip.getHeight(), null, 0, strip.getWidth());
    byte[] pixels = new byte[colours.length * 3];
    for (int i = 0; i < colours.length; i++) {
      pixels[i * 3] = (byte) (colours[i] >> 16);
      pixels[i * 3 + 1] = (byte) (colours[i] >> 8);
      pixels[i * 3 + 2] = (byte) colours[i];
    }
    return RgbImage.of(strip.getHeight(), strip.getWidth(), pixels);
  }
}
