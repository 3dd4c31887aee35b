package io.lexiseg.vision.image;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Images and encoded files for the tests of this package. */
public final class EncodedImages {
  private EncodedImages() {}

  /** Smooth colours with a little seeded noise, which every codec handles well. */
  public static RgbImage picture(int height, int width) {
    Random random = new Random(7);
    byte[] pixels = new byte[height * width * 3];
    for (int i = 0; i < pixels.length; i++) {
      int y = i / 3 / width;
      int x = i / 3 % width;
      int base = i % 3 == 0 ? 40 + y * 3 : i % 3 == 1 ? 200 - x * 2 : 90 + x + y;
      pixels[i] = (byte) Math.min(255, Math.max(0, base + random.nextInt(5)));
    }
    return RgbImage.of(height, width, pixels);
  }

  @SuppressWarnings("try") // the scope works by being open
  static byte[] encode(RgbImage image, String extension, int... options) {
    try (PointerScope scope = new PointerScope()) {
      Mat mat = OpenCv.toNative(bgr(image), image.height(), image.width());
      return write(mat, extension, options);
    }
  }

  /** Edges and noise, which leave many coefficients. */
  static RgbImage textured(int height, int width) {
    Random random = new Random(9);
    byte[] pixels = new byte[height * width * 3];
    for (int i = 0; i < pixels.length; i++) {
      int y = i / 3 / width;
      int x = i / 3 % width;
      int base = (y / 9 + x / 13) % 2 == 0 ? 60 : 190;
      pixels[i] = (byte) (base + i % 3 * 15 + random.nextInt(30));
    }
    return RgbImage.of(height, width, pixels);
  }

  /** A file with the red samples alone. */
  @SuppressWarnings("try") // the scope works by being open
  static byte[] encodeGrey(RgbImage image, String extension, int... options) {
    try (PointerScope scope = new PointerScope()) {
      Mat grey = new Mat();
      Mat rgb = OpenCv.toNative(image.pixels(), image.height(), image.width());
      opencv_core.extractChannel(rgb, grey, 0);
      return write(grey, extension, options);
    }
  }

  /** A grey file of one 16-bit value. */
  @SuppressWarnings("try") // the scope works by being open
  static byte[] grey16(int height, int width, int value) {
    try (PointerScope scope = new PointerScope()) {
      Mat mat = new Mat(height, width, opencv_core.CV_16UC1);
      mat.put(Scalar.all(value));
      return write(mat, ".png");
    }
  }

  @SuppressWarnings("try") // the scope works by being open
  static byte[] withAlpha(RgbImage image, String extension) {
    try (PointerScope scope = new PointerScope()) {
      Mat rgb = OpenCv.toNative(bgr(image), image.height(), image.width());
      Mat rgba = new Mat();
      opencv_imgproc.cvtColor(rgb, rgba, opencv_imgproc.COLOR_BGR2BGRA);
      return write(rgba, extension);
    }
  }

  /** A PNG whose header and rows are free to disagree. */
  static byte[] png(int height, int width, byte[] rows) {
    return png(height, width, 8, 2, rows, Map.of());
  }

  /** A PNG of a depth and colour type, with chunks before its pixels. */
  static byte[] png(
      int height, int width, int depth, int colour, byte[] rows, Map<String, byte[]> chunks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    writeChunk(out, "IHDR", header.put((byte) depth).put((byte) colour).array());
    chunks.forEach((type, body) -> writeChunk(out, type, body));
    Deflater deflater = new Deflater();
    deflater.setInput(rows);
    deflater.finish();
    byte[] compressed = new byte[rows.length + 100];
    int length = deflater.deflate(compressed);
    deflater.end();
    writeChunk(out, "IDAT", Arrays.copyOf(compressed, length));
    writeChunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  /** Inserts an EXIF segment with an orientation, 1..8, behind a JPEG's start marker. */
  static byte[] withOrientation(byte[] jpeg, int orientation) {
    byte[] exif = {
      (byte) 0xFF,
      (byte) 0xE1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'I',
      'I',
      42,
      0,
      8,
      0,
      0,
      0,
      1,
      0,
      0x12,
      1,
      3,
      0,
      1,
      0,
      0,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0,
      0
    };
    return ByteBuffer.allocate(jpeg.length + exif.length)
        .put(jpeg, 0, 2)
        .put(exif)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** Decodes a file with all its channels and encodes it without loss in another format. */
  @SuppressWarnings("try") // the scope works by being open
  static byte[] reencoded(byte[] encoded, String extension) {
    try (PointerScope scope = new PointerScope()) {
      Mat mat = opencv_imgcodecs.imdecode(OpenCv.toNative(encoded), IMREAD_UNCHANGED);
      return write(mat, extension);
    }
  }

  /** Corrects the checksum of the chunk at a position. */
  static byte[] withChecksum(byte[] png, int position) {
    ByteBuffer file = ByteBuffer.wrap(png);
    int length = file.getInt(position);
    CRC32 crc = new CRC32();
    crc.update(png, position + 4, length + 4);
    file.putInt(position + 8 + length, (int) crc.getValue());
    return png;
  }

  /** Changes a bit in the checksum of the first chunk of a type. */
  static void damageChecksum(byte[] png, String type) {
    ByteBuffer file = ByteBuffer.wrap(png);
    int position = 8;
    while (!type.equals(new String(png, position + 4, 4, StandardCharsets.US_ASCII))) {
      position += 12 + file.getInt(position);
    }
    png[position + 8 + file.getInt(position)] ^= 1;
  }

  /** Mean absolute difference of samples, 0..255. */
  static double difference(RgbImage a, RgbImage b) {
    long sum = 0;
    for (int i = 0; i < a.pixels().length; i++) {
      sum += Math.abs((a.pixels()[i] & 0xFF) - (b.pixels()[i] & 0xFF));
    }
    return (double) sum / a.pixels().length;
  }

  private static byte[] write(Mat mat, String extension, int... options) {
    BytePointer encoded = new BytePointer();
    IntPointer parameters = options.length == 0 ? new IntPointer() : new IntPointer(options);
    opencv_imgcodecs.imencode(extension, mat, encoded, parameters);
    byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
    encoded.get(bytes);
    return bytes;
  }

  private static byte[] bgr(RgbImage image) {
    byte[] samples = image.pixels().clone();
    for (int i = 0; i < samples.length; i += 3) {
      samples[i] = image.pixels()[i + 2];
      samples[i + 2] = image.pixels()[i];
    }
    return samples;
  }

  private static void writeChunk(ByteArrayOutputStream out, String type, byte[] body) {
    ByteBuffer chunk = ByteBuffer.allocate(body.length + 12).putInt(body.length);
    chunk.put(type.getBytes(StandardCharsets.US_ASCII)).put(body);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, body.length + 4);
    out.writeBytes(chunk.putInt((int) crc.getValue()).array());
  }
}
