package io.lexiseg.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names exemplars by what they are: equal exemplars have equal ids. */
public final class ExemplarId {
  private final MessageDigest sha256;

  private ExemplarId() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }

  /** SHA-256 of picture and region, 64 lower-case hexadecimal digits. */
  public static String of(Exemplar exemplar) {
    ExemplarId id = new ExemplarId();
    if (exemplar.getPicture() instanceof FrameReference reference) {
      id.putNumbers('R', reference.getSizeBytes());
      id.put(reference.getUri());
      id.put(reference.getSha256());
    } else {
      id.putNumbers('P');
      id.put((ByteBuffer) exemplar.getPicture());
    }
    if (exemplar.getRegion() instanceof PictureBox box) {
      id.putNumbers('B', box.getY(), box.getX(), box.getHeight(), box.getWidth());
    } else {
      id.putNumbers('M');
      id.put((ByteBuffer) exemplar.getRegion());
    }
    return HexFormat.of().formatHex(id.sha256.digest());
  }

  private void putNumbers(long... numbers) {
    for (long number : numbers) {
      sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
    }
  }

  private void put(String text) {
    put(StandardCharsets.UTF_8.encode(text));
  }

  /** Each preceded by its length, so that none can run into the next. */
  private void put(ByteBuffer bytes) {
    putNumbers(bytes.remaining());
    sha256.update(bytes.duplicate());
  }
}
