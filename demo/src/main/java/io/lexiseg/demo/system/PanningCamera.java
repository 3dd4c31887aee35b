package io.lexiseg.demo.system;

import io.lexiseg.cli.camera.Camera;
import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.image.Resizing;
import io.lexiseg.vision.image.RgbImage;
import java.util.Locale;
import java.util.Optional;

/** A virtual camera that pans and zooms slowly over one photograph, for ever. */
public final class PanningCamera implements Camera {
  private static final int HEIGHT = 480;
  private static final int WIDTH = 640;
  private static final int JPEG_QUALITY = 90;

  /** Frames until the camera is back where it began. */
  private static final int PERIOD = 600;

  /** Share of the photograph's height or width that a view covers: between these. */
  private static final double CLOSEST = 0.6;

  private static final double WIDEST = 1.0;

  private final String id;
  private final RgbImage photograph;
  private int frames;

  /** Looks at a photograph of any size. */
  public PanningCamera(String id, RgbImage photograph) {
    this.id = id;
    this.photograph = photograph;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Optional<CapturedImage> next() {
    String name = String.format(Locale.ROOT, "%s-%06d", id, frames);
    RgbImage view = Resizing.bilinear(crop(view(frames++)), HEIGHT, WIDTH);
    return Optional.of(new CapturedImage(name, JpegEncoder.encode(view, JPEG_QUALITY)));
  }

  /** Where the camera looks: a rectangle of 4:3 inside the photograph. */
  record View(int top, int left, int height, int width) {}

  View view(int frame) {
    double turn = 2 * Math.PI * frame / PERIOD;
    double zoom = CLOSEST + (WIDEST - CLOSEST) * (0.5 + 0.5 * Math.cos(turn));
    double widest = Math.min(photograph.height(), photograph.width() * (double) HEIGHT / WIDTH);
    int height = (int) Math.max(1, widest * zoom);
    int width = Math.max(1, Math.min(photograph.width(), height * WIDTH / HEIGHT));
    double across = 0.5 + 0.5 * Math.sin(2 * turn);
    double down = 0.5 + 0.5 * Math.sin(3 * turn);
    int left = (int) ((photograph.width() - width) * across);
    int top = (int) ((photograph.height() - height) * down);
    return new View(top, left, height, width);
  }

  private RgbImage crop(View view) {
    byte[] pixels = new byte[view.height() * view.width() * 3];
    for (int y = 0; y < view.height(); y++) {
      int from = ((view.top() + y) * photograph.width() + view.left()) * 3;
      System.arraycopy(photograph.pixels(), from, pixels, y * view.width() * 3, view.width() * 3);
    }
    return RgbImage.of(view.height(), view.width(), pixels);
  }

  @Override
  public void close() {}
}
