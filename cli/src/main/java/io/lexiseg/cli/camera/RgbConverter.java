package io.lexiseg.cli.camera;

import io.lexiseg.vision.image.RgbImage;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;

/**
 * Makes RGB of decoded pictures, each in its own size.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class RgbConverter implements AutoCloseable {
  private final AVFrame rgb = avutil.av_frame_alloc();
  private SwsContext scaling = new SwsContext(null);

  /** The pixels of a picture, copied; neither turned nor made square. */
  RgbImage convert(AVFrame picture) {
    int height = picture.height();
    int width = picture.width();
    prepare(height, width);
    scaling =
        swscale.sws_getCachedContext(
            scaling,
            width,
            height,
            picture.format(),
            width,
            height,
            rgb.format(),
            swscale.SWS_BILINEAR,
            null,
            null,
            (DoublePointer) null);
    if (scaling == null || scaling.isNull()) {
      throw new IllegalStateException(
          "FFmpeg: cannot convert pixels of format " + picture.format());
    }
    swscale.sws_scale(
        scaling, picture.data(), picture.linesize(), 0, height, rgb.data(), rgb.linesize());
    return RgbImage.of(height, width, pixels(height, width));
  }

  private void prepare(int height, int width) {
    if (rgb.height() == height && rgb.width() == width) {
      return;
    }
    avutil.av_frame_unref(rgb);
    rgb.format(avutil.AV_PIX_FMT_RGB24).height(height).width(width);
    if (avutil.av_frame_get_buffer(rgb, 0) < 0) {
      throw new IllegalStateException(
          "FFmpeg: no memory for a picture of %dx%d".formatted(height, width));
    }
  }

  /** Rows may be padded. */
  private byte[] pixels(int height, int width) {
    int row = width * 3;
    byte[] pixels = new byte[height * row];
    BytePointer samples = rgb.data(0);
    for (int y = 0; y < height; y++) {
      samples.position((long) y * rgb.linesize(0)).get(pixels, y * row, row);
    }
    return pixels;
  }

  @Override
  public void close() {
    avutil.av_frame_free(rgb);
    if (scaling != null) {
      swscale.sws_freeContext(scaling);
    }
  }
}
