package io.lexiseg.vision.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Walks the chunks of a PNG file until its pixels are complete. What pixels need is checked, rows
 * and checksums; comments, profiles and time stamps are left out, damaged or not, and so is what
 * stands behind the pixels.
 *
 * <p><b>Source:</b> W3C PNG specification, sections 5 and 11.
 */
final class PngStructure {
  static final String FORMAT = "PNG";
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int OVERHEAD = 12;

  private final EncodedBytes bytes;
  private final PngHeader header;
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private Optional<Chunk> palette = Optional.empty();
  private Optional<Chunk> transparency = Optional.empty();
  private Optional<Chunk> notes = Optional.empty();

  private PngStructure(EncodedBytes bytes, PngHeader header) {
    this.bytes = bytes;
    this.header = header;
  }

  /** One chunk: its type and where its body stands. */
  private record Chunk(String type, int start, int length) {
    int next() {
      return start + length + 4;
    }

    /** Whether decoders must know it. */
    boolean critical() {
      return Character.isUpperCase(type.charAt(0));
    }
  }

  static boolean matches(EncodedBytes bytes) {
    return bytes.startsWith(0, SIGNATURE);
  }

  static CheckedFile read(EncodedBytes bytes, DecodeLimits limits) {
    Chunk first = chunk(bytes, SIGNATURE.length);
    if (!"IHDR".equals(first.type()) || first.length() != PngHeader.LENGTH) {
      throw new UndecodableImageException(
          "PNG image: expected a 13-byte IHDR chunk first, got " + first.type());
    }
    PngHeader header = PngHeader.read(bytes, first.start());
    limits.checkSize(header.height(), header.width());
    checkSum(bytes, first);
    PngStructure structure = new PngStructure(bytes, header);
    structure.walk(first.next());
    return structure.file();
  }

  private void walk(int from) {
    PngRows rows = new PngRows(header);
    try {
      Chunk chunk = chunk(bytes, from);
      while (!rows.complete()) {
        take(chunk, rows);
        chunk = rows.complete() ? chunk : chunk(bytes, chunk.next());
      }
      findNotesBehind(chunk.next());
    } finally {
      rows.close();
    }
  }

  private void take(Chunk chunk, PngRows rows) {
    switch (chunk.type()) {
      case "IDAT" -> {
        checkSum(bytes, chunk);
        int taken = rows.read(bytes.array(), chunk.start(), chunk.length());
        data.write(bytes.array(), chunk.start(), taken);
      }
      case "PLTE" -> palette = Optional.of(checked(chunk));
      case "tRNS" -> transparency = Optional.of(checked(chunk));
      case "eXIf" -> notes = Optional.of(chunk);
      default -> {
        if (chunk.critical()) {
          throw new UndecodableImageException(
              "PNG image: expected more rows of pixels, got chunk " + chunk.type());
        }
      }
    }
  }

  private Chunk checked(Chunk chunk) {
    checkSum(bytes, chunk);
    return chunk;
  }

  /** Notes may stand behind the pixels; nothing else does that matters, so damage does not. */
  private void findNotesBehind(int from) {
    int position = from;
    while (notes.isEmpty() && position + OVERHEAD <= bytes.length()) {
      long length = bytes.bigEndian(position, 4, FORMAT);
      if (position + OVERHEAD + length > bytes.length()) {
        return;
      }
      if (bytes.startsWith(position + 4, "eXIf")) {
        notes = Optional.of(chunk(bytes, position));
      }
      position += OVERHEAD + (int) length;
    }
  }

  private CheckedFile file() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(data.size() + 1000);
    out.writeBytes(SIGNATURE);
    write(out, "IHDR", header.toBytes());
    boolean indexed = header.indexed();
    if (indexed && palette.isEmpty()) {
      throw new UndecodableImageException("PNG image: expected a palette, got none");
    }
    if (indexed) {
      write(out, "PLTE", header.wholePalette(body(palette.orElseThrow())));
    }
    Optional<byte[]> transparent = transparency.map(this::body).filter(header::canHave);
    transparent.ifPresent(body -> write(out, "tRNS", body));
    write(out, "IDAT", data.toByteArray());
    write(out, "IEND", new byte[0]);
    Orientation orientation =
        notes.map(this::body).map(Orientation::of).orElse(Orientation.UPRIGHT);
    byte[] plain = out.toByteArray();
    if (header.direct() && transparent.isEmpty()) {
      return CheckedFile.direct(FORMAT, header.height(), header.width(), plain, orientation);
    }
    CheckedFile.Details details =
        new CheckedFile.Details(orientation, transparent.map(header::transparentGrey).orElse(-1));
    return CheckedFile.rich(FORMAT, header.height(), header.width(), plain, details);
  }

  private byte[] body(Chunk chunk) {
    byte[] body = new byte[chunk.length()];
    System.arraycopy(bytes.array(), chunk.start(), body, 0, body.length);
    return body;
  }

  private static void write(ByteArrayOutputStream out, String type, byte[] body) {
    ByteBuffer chunk = ByteBuffer.allocate(body.length + OVERHEAD);
    chunk.putInt(body.length).put(type.getBytes(StandardCharsets.US_ASCII));
    chunk.put(body);
    CRC32 sum = new CRC32();
    sum.update(chunk.array(), 4, body.length + 4);
    out.writeBytes(chunk.putInt((int) sum.getValue()).array());
  }

  private static Chunk chunk(EncodedBytes bytes, int position) {
    long length = bytes.bigEndian(position, 4, FORMAT);
    String type = bytes.ascii(position + 4, 4, FORMAT);
    bytes.require(FORMAT, position + OVERHEAD + length);
    return new Chunk(type, position + 8, (int) length);
  }

  private static void checkSum(EncodedBytes bytes, Chunk chunk) {
    CRC32 sum = new CRC32();
    sum.update(bytes.array(), chunk.start() - 4, chunk.length() + 4);
    long stored = bytes.bigEndian(chunk.start() + chunk.length(), 4, FORMAT);
    if (sum.getValue() != stored) {
      throw new UndecodableImageException(
          "PNG image is damaged: expected checksum %08x of chunk %s at byte %d, got %08x"
              .formatted(stored, chunk.type(), chunk.start() - 8, sum.getValue()));
    }
  }
}
