package io.lexiseg.lab.system;

import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.demo.scene.PanningCamera;
import io.lexiseg.vision.image.RgbImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What a camera sees: views of a drawn place, encoded once and shown again and again. */
public final class Scenes {
  private static final int HEIGHT = 600;
  private static final int WIDTH = 800;
  private static final int THINGS = 40;
  private static final int NOISE = 12;
  private static final int VIEWS = 30;

  private Scenes() {}

  /** Encoded views of a place of a camera's own. */
  public static List<CapturedImage> views(String cameraId, long seed) {
    List<CapturedImage> views = new ArrayList<>();
    try (PanningCamera camera = new PanningCamera(cameraId, place(new Random(seed)))) {
      for (int i = 0; i < VIEWS; i++) {
        camera.next().ifPresent(views::add);
      }
    }
    return views;
  }

  /** The beginning of a picture, which no decoder takes. */
  public static CapturedImage broken(CapturedImage whole) {
    byte[] encoded = whole.encoded();
    return new CapturedImage(whole.name(), Arrays.copyOf(encoded, encoded.length / 3));
  }

  /** Sky above, ground below, boxes in between, noise over all. */
  private static RgbImage place(Random random) {
    byte[] pixels = new byte[HEIGHT * WIDTH * 3];
    int horizon = HEIGHT / 4 + random.nextInt(HEIGHT / 4);
    fill(pixels, new Box(0, 0, horizon, WIDTH), 0x87B5E0);
    fill(pixels, new Box(horizon, 0, HEIGHT, WIDTH), 0x6E6A5E);
    for (int i = 0; i < THINGS; i++) {
      int top = random.nextInt(HEIGHT - 40);
      int left = random.nextInt(WIDTH - 40);
      int bottom = Math.min(HEIGHT, top + 10 + random.nextInt(150));
      int right = Math.min(WIDTH, left + 10 + random.nextInt(150));
      fill(pixels, new Box(top, left, bottom, right), random.nextInt(1 << 24));
    }
    for (int i = 0; i < pixels.length; i++) {
      int noisy = (pixels[i] & 0xFF) + random.nextInt(2 * NOISE) - NOISE;
      pixels[i] = (byte) Math.max(0, Math.min(255, noisy));
    }
    return RgbImage.of(HEIGHT, WIDTH, pixels);
  }

  private record Box(int top, int left, int bottom, int right) {}

  private static void fill(byte[] pixels, Box box, int colour) {
    for (int y = box.top(); y < box.bottom(); y++) {
      for (int x = box.left(); x < box.right(); x++) {
        int at = (y * WIDTH + x) * 3;
        pixels[at] = (byte) (colour >> 16);
        pixels[at + 1] = (byte) (colour >> 8);
        pixels[at + 2] = (byte) colour;
      }
    }
  }
}
