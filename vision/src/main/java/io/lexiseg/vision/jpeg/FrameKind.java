package io.lexiseg.vision.jpeg;

/** The kinds of JPEG files, by the marker of their frame header. */
enum FrameKind {
  BASELINE(0xC0, true, "baseline"),
  EXTENDED(0xC1, true, "extended"),
  PROGRESSIVE(0xC2, true, "progressive"),
  LOSSLESS(0xC3, false, "lossless coding"),
  HIERARCHICAL(0xC5, false, "hierarchical coding"),
  HIERARCHICAL_PROGRESSIVE(0xC6, false, "hierarchical coding"),
  HIERARCHICAL_LOSSLESS(0xC7, false, "hierarchical coding"),
  ARITHMETIC(0xC9, false, "arithmetic coding"),
  ARITHMETIC_PROGRESSIVE(0xCA, false, "arithmetic coding"),
  ARITHMETIC_LOSSLESS(0xCB, false, "arithmetic coding"),
  ARITHMETIC_TABLES(0xCC, false, "arithmetic coding"),
  ARITHMETIC_HIERARCHICAL(0xCD, false, "arithmetic coding"),
  ARITHMETIC_HIERARCHICAL_PROGRESSIVE(0xCE, false, "arithmetic coding"),
  ARITHMETIC_HIERARCHICAL_LOSSLESS(0xCF, false, "arithmetic coding");

  private final int marker;
  private final boolean read;
  private final String words;

  FrameKind(int marker, boolean read, String words) {
    this.marker = marker;
    this.read = read;
    this.words = words;
  }

  /**
   * Refuses a kind that is not read.
   *
   * @throws MalformedJpegException with the name of the kind
   */
  static void check(int marker) {
    for (FrameKind kind : values()) {
      if (kind.marker == marker && !kind.read) {
        throw new MalformedJpegException(
            "baseline, extended or progressive Huffman coding", kind.words);
      }
    }
  }
}
