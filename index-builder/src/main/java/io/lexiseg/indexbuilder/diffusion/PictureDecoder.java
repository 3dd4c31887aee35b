package io.lexiseg.indexbuilder.diffusion;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.pack.generator.DecoderSpec;
import io.lexiseg.vision.pack.generator.DenoiserSpec;
import io.lexiseg.vision.pack.generator.GeneratorPack;
import java.nio.FloatBuffer;
import java.util.Optional;

/** From the latent picture to pixels. */
final class PictureDecoder {
  private static final int COLOURS = 3;
  private static final int WHITE = 255;

  private final DecoderSpec spec;
  private final DenoiserSpec latents;
  private final Network network;

  PictureDecoder(Network network, GeneratorPack pack) {
    this.spec = pack.decoder();
    this.latents = pack.denoiser();
    this.network = network;
  }

  /**
   * One picture.
   *
   * @param latent {@code [channels, height, width]}
   * @return empty if the network gives values that are not finite
   */
  Optional<RgbImage> decode(double[] latent) {
    FloatBuffer input =
        network
            .floats(spec.input(), 1, latents.channels(), latents.height(), latents.width())
            .asFloatBuffer();
    for (double value : latent) {
      input.put((float) value);
    }
    network.run();
    return pixels(network.values(spec.output(), 1, COLOURS, spec.heightPx(), spec.widthPx()));
  }

  private Optional<RgbImage> pixels(float[] planes) {
    int size = spec.heightPx() * spec.widthPx();
    byte[] pixels = new byte[planes.length];
    for (int i = 0; i < planes.length; i++) {
      if (!Float.isFinite(planes[i])) {
        return Optional.empty();
      }
      double share = Math.max(0, Math.min(planes[i] / 2.0 + 0.5, 1));
      pixels[i % size * COLOURS + i / size] = (byte) Math.rint(share * WHITE);
    }
    return Optional.of(RgbImage.of(spec.heightPx(), spec.widthPx(), pixels));
  }
}
