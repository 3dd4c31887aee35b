package io.lexiseg.demo.scene;

import io.lexiseg.cli.camera.Camera;
import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.image.Resizing;
import io.lexiseg.vision.image.RgbImage;
import java.util.Locale;
import java.util.Optional;

/** A virtual camera that stands still; before a photograph a cat comes by, again and again. */
public final class YardCamera implements Camera {
  private static final int HEIGHT = 480;
  private static final int WIDTH = 640;
  private static final int GROUND = 465;
  private static final int JPEG_QUALITY = 90;

  private final String id;
  private final RgbImage yard;
  private final RunningCat cat = RunningCat.load();
  private final Crossing crossing = new Crossing(WIDTH, GROUND);
  private long frames;

  /** Looks at the whole of a photograph of about 4:3, whose lower part is ground. */
  public YardCamera(String id, RgbImage photograph) {
    this.id = id;
    this.yard = Resizing.bilinear(photograph, HEIGHT, WIDTH);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Optional<CapturedImage> next() {
    String name = String.format(Locale.ROOT, "%s-%06d", id, frames);
    return Optional.of(new CapturedImage(name, JpegEncoder.encode(view(frames++), JPEG_QUALITY)));
  }

  /** What is to be seen in a frame. */
  RgbImage view(long frame) {
    byte[] pixels = yard.pixels().clone();
    crossing.at(frame).ifPresent(step -> cat.draw(pixels, HEIGHT, WIDTH, step));
    return RgbImage.of(HEIGHT, WIDTH, pixels);
  }

  @Override
  public void close() {}
}
