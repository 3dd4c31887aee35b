package io.lexiseg.schemas;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Record headers of {@link Frame} by which a sender wishes something. */
public final class FrameHeaders {
  /**
   * How a camera's frames are thinned where its binding states no policy: {@code latest}, for live
   * pictures; anything else: not at all.
   */
  public static final String DROP_POLICY = "lexiseg.drop-policy";

  private static final byte[] LATEST = "latest".getBytes(StandardCharsets.UTF_8);

  private FrameHeaders() {}

  /** Wishes that only the newest waiting frame is segmented. */
  public static void wishLatest(Headers headers) {
    headers.remove(DROP_POLICY).add(DROP_POLICY, LATEST.clone());
  }

  /** Whether the sender wishes that only the newest waiting frame is segmented. */
  public static boolean wishesLatest(Headers headers) {
    Header wish = headers.lastHeader(DROP_POLICY);
    return wish != null && Arrays.equals(wish.value(), LATEST);
  }
}
