package io.lexiseg.vision.pack.install;

import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * What a server says of a file.
 *
 * @param status 200 also where it would send elsewhere for the content
 * @param commit of the file; empty: not said
 * @param sizeBytes length; 0: not said
 * @param sha256 64 lower-case hexadecimal digits; empty: not said
 * @param type of the content; empty: not said
 * @param message what is wrong; empty: not said
 */
record Announcement(
    int status, String commit, long sizeBytes, String sha256, String type, String message) {
  static final int OK = 200;

  private static final String SIZE = "X-Linked-Size";
  private static final String TAG = "X-Linked-ETag";

  static Announcement of(int status, HttpHeaders headers) {
    return new Announcement(
        status,
        text(headers, "X-Repo-Commit"),
        headers
            .firstValue(SIZE)
            .or(() -> headers.firstValue("Content-Length"))
            .filter(size -> size.matches("\\d{1,15}"))
            .map(Long::parseLong)
            .orElse(0L),
        digest(headers.firstValue(TAG).or(() -> headers.firstValue("ETag")).orElse("")),
        text(headers, "Content-Type"),
        text(headers, "X-Error-Message"));
  }

  /** Where a redirect announces the file; the type is that of the redirect, not of the file. */
  static Announcement ofRedirect(HttpHeaders headers) {
    Announcement found = of(OK, headers);
    return new Announcement(
        OK, found.commit(), found.sizeBytes(), found.sha256(), "", found.message());
  }

  /** Whether a hub announces a large file before it sends elsewhere for it. */
  static boolean isBeforeRedirect(HttpHeaders headers) {
    return headers.firstValue(TAG).isPresent() && headers.firstValue(SIZE).isPresent();
  }

  /** Whether it is a web page instead of a file. */
  boolean isPage() {
    return type.startsWith("text/html");
  }

  /** Whether it says all that a hub says of a large file. */
  boolean isComplete() {
    return commit.matches("[0-9a-f]{40}") && sizeBytes > 0 && !sha256.isEmpty();
  }

  private static String text(HttpHeaders headers, String name) {
    Optional<String> value = headers.firstValue(name);
    return value.orElse("");
  }

  private static String digest(String tag) {
    String bare = tag.replaceFirst("^W/", "").replace("\"", "");
    return bare.matches("[0-9a-f]{64}") ? bare : "";
  }
}
