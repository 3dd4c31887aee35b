package io.lexiseg.demo.scene;

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

  /** On a tour: frames from one place to the next, and those of them that it stands still. */
  private static final int LEG = 60;

  private static final int REST = 45;

  private final String id;
  private final RgbImage photograph;
  private final boolean rests;
  private int frames;

  private PanningCamera(String id, RgbImage photograph, boolean rests, int first) {
    this.id = id;
    this.photograph = photograph;
    this.rests = rests;
    this.frames = first;
  }

  /** Looks at a photograph of any size. */
  public PanningCamera(String id, RgbImage photograph) {
    this(id, photograph, false, 0);
  }

  /**
   * As the other, but it rests at one place after another and moves quickly between them.
   *
   * @param first frame that it begins with
   */
  public static PanningCamera onTour(String id, RgbImage photograph, int first) {
    return new PanningCamera(id, photograph, true, first);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Optional<CapturedImage> next() {
    String name = String.format(Locale.ROOT, "%s-%06d", id, frames);
    RgbImage view = Resizing.bilinear(crop(view(moment(frames++))), HEIGHT, WIDTH);
    return Optional.of(new CapturedImage(name, JpegEncoder.encode(view, JPEG_QUALITY)));
  }

  /** Where the camera looks: a rectangle of 4:3 inside the photograph. */
  record View(int top, int left, int height, int width) {}

  /** When a camera that never rests would be where this one is. */
  int moment(int frame) {
    int moved = Math.max(0, frame % LEG - REST);
    return rests ? frame / LEG * LEG + moved * LEG / (LEG - REST) : frame;
  }

  View view(int moment) {
    double turn = 2 * Math.PI * moment / PERIOD;
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
