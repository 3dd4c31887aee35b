package io.lexiseg.vision.jpeg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JPEG file whose every coefficient was found. A decoder fills what a damaged or cut-off scan
 * lacks with grey, so the entropy-coded data is counted against the frame header first: codes,
 * blocks, restart markers, and for progressive files the bits of each coefficient.
 *
 * <p>The file ends where its last coefficient was read, so neither a missing end marker nor
 * anything behind it matters. Read are baseline, extended and progressive files of 8 bits; those
 * with arithmetic coding, without loss, hierarchical or of 12 bits are refused by name.
 *
 * <p>What cannot be told: a flipped bit that gives a valid code and leaves the number of blocks.
 *
 * <p><b>Source:</b> ITU-T T.81, annexes B, F and G.
 */
public final class JpegFile {
  private static final int START_OF_IMAGE = 0xD8;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int START_OF_SCAN = 0xDA;
  private static final int QUANTISATION = 0xDB;
  private static final int RESTART_INTERVAL = 0xDD;
  private static final int HUFFMAN = 0xC4;
  private static final int PROGRESSIVE = 0xC2;

  /** Progressive files have about ten scans; thousands of empty ones only cost decoding time. */
  private static final int MAX_SCANS = 100;

  private final byte[] bytes;
  private final SizeLimit limit;
  private final Tables tables = new Tables();
  private final PlainJpeg plain = new PlainJpeg();
  private Optional<Frame> frame = Optional.empty();
  private int interval;
  private int scans;
  private boolean complete;

  private JpegFile(byte[] bytes, SizeLimit limit) {
    this.bytes = bytes;
    this.limit = limit;
  }

  /** Whether bytes start as a JPEG file does. */
  public static boolean matches(byte[] bytes) {
    return bytes.length > 2
        && (bytes[0] & 0xFF) == 0xFF
        && (bytes[1] & 0xFF) == START_OF_IMAGE
        && (bytes[2] & 0xFF) == 0xFF;
  }

  /**
   * Reads a file whole.
   *
   * @param bytes kept, read only
   * @param limit asked before memory is taken for the picture
   * @throws MalformedJpegException if anything of the picture is missing, damaged or not read
   */
  public static JpegFile read(byte[] bytes, SizeLimit limit) {
    JpegFile file = new JpegFile(bytes, limit);
    int position = 2;
    while (!file.complete) {
      position = file.readSegment(position);
    }
    return file;
  }

  /** Rows as stored. */
  public int height() {
    return frame().height();
  }

  /** Columns as stored. */
  public int width() {
    return frame().width();
  }

  /**
   * The same picture with nothing that pixels do not need, and with an end marker: a decoder has
   * nothing to complain about.
   */
  public byte[] plain() {
    return plain.bytes();
  }

  /** EXIF notes, beginning with their byte order; empty where the file has none. */
  public byte[] exif() {
    return plain.exif();
  }

  /** Reads one segment, with a scan the data behind it; gives the position behind it. */
  private int readSegment(int from) {
    int position = afterMarker(from);
    int marker = bytes[position - 1] & 0xFF;
    if (marker == END_OF_IMAGE) {
      throw new MalformedJpegException(
          "every part of the picture", "its end behind %d scans".formatted(scans));
    }
    if (marker == 0x01 || (marker >= 0xD0 && marker <= START_OF_IMAGE)) {
      return position;
    }
    Segment segment = Segment.at(bytes, position);
    switch (marker) {
      case HUFFMAN -> tables.readHuffman(segment);
      case QUANTISATION -> tables.readQuantisation(segment);
      case RESTART_INTERVAL -> interval = segment.twoBytes();
      case START_OF_SCAN -> {
        return readScan(position, segment);
      }
      default -> readOther(marker, segment);
    }
    plain.add(marker, segment, bytes, position);
    return segment.end();
  }

  /** Position behind the next marker's code; anything before it is skipped, as decoders do. */
  private int afterMarker(int from) {
    for (int i = from; i + 1 < bytes.length; i++) {
      if (bytes[i] == (byte) 0xFF && bytes[i + 1] != 0 && bytes[i + 1] != (byte) 0xFF) {
        return i + 2;
      }
    }
    throw new MalformedJpegException(
        "the rest of the picture", bytes.length + " bytes: it is cut off");
  }

  private void readOther(int marker, Segment segment) {
    if (marker < 0xC0 || marker > 0xCF || marker == 0xC8) {
      return;
    }
    FrameKind.check(marker);
    if (frame.isPresent()) {
      throw new MalformedJpegException("one frame header", "a second one");
    }
    frame = Optional.of(readFrame(marker == PROGRESSIVE, segment));
  }

  private Frame readFrame(boolean progressive, Segment segment) {
    int precision = segment.oneByte();
    if (precision != 8) {
      throw new MalformedJpegException("samples of 8 bits", precision + " bits");
    }
    int height = segment.twoBytes();
    int width = segment.twoBytes();
    limit.check(height, width);
    int count = segment.oneByte();
    List<Component> components = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int id = segment.oneByte();
      int factors = segment.oneByte();
      components.add(new Component(id, factors >> 4, factors & 0xF, segment.oneByte()));
    }
    return new Frame(progressive, height, width, components);
  }

  private Frame frame() {
    return frame.orElseThrow(() -> new MalformedJpegException("a frame header", "none"));
  }

  private int readScan(int position, Segment segment) {
    if (++scans > MAX_SCANS) {
      throw new MalformedJpegException("at most %d scans".formatted(MAX_SCANS), "more");
    }
    Scan scan = new ScanHeader(frame(), tables).read(segment);
    int end = new ScanReader(bytes, scan, interval).read(segment.end());
    plain.addScan(bytes, position, end, frame().components().size());
    if (frame().complete()) {
      complete = true;
      plain.finish();
    }
    return end;
  }

  /** Asked as soon as a size is known, before memory is taken for it. */
  @FunctionalInterface
  public interface SizeLimit {

    /** Throws what the caller wants to see if a picture of this size is not to be read. */
    void check(long height, long width);
  }
}
