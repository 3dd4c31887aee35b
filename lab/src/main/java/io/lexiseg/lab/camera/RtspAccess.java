package io.lexiseg.lab.camera;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a reader of RTSP who it is, by the basic or the digest scheme of RFC 2617. */
final class RtspAccess {
  private static final String REALM = "camera";
  private static final String NONCE = "6f1b2c3d4e5f";
  private static final Pattern ADDRESS = Pattern.compile("uri=\"([^\"]*)\"");
  private static final Pattern RESPONSE = Pattern.compile("response=\"([^\"]*)\"");

  private final Optional<Login> login;
  private final boolean digest;

  RtspAccess(Optional<Login> login, boolean digest) {
    this.login = login;
    this.digest = digest;
  }

  /** The header of a refusal. */
  String challenge() {
    return digest
        ? "WWW-Authenticate: Digest realm=\"%s\", nonce=\"%s\"".formatted(REALM, NONCE)
        : "WWW-Authenticate: Basic realm=\"%s\"".formatted(REALM);
  }

  /** Whether a request with this {@code Authorization} may pass. */
  boolean admits(String method, String authorization) {
    return login
        .map(known -> digest ? digested(known, method, authorization) : plain(known, authorization))
        .orElse(true);
  }

  private static boolean plain(Login known, String authorization) {
    String text = known.user() + ":" + known.password();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return authorization.equals("Basic " + Base64.getEncoder().encodeToString(bytes));
  }

  private static boolean digested(Login known, String method, String authorization) {
    Matcher address = ADDRESS.matcher(authorization);
    Matcher response = RESPONSE.matcher(authorization);
    if (!authorization.startsWith("Digest ") || !address.find() || !response.find()) {
      return false;
    }
    String who = md5("%s:%s:%s".formatted(known.user(), REALM, known.password()));
    String what = md5(method + ":" + address.group(1));
    return md5("%s:%s:%s".formatted(who, NONCE, what)).equals(response.group(1));
  }

  private static String md5(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5"); // what the scheme asks for
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
