package io.lexiseg.schemas.connection;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a schema registry is, with the user that its address may name kept apart.
 *
 * @param url as clients take it, without user and password
 * @param userInfo {@code user:password} as the registry knows them
 */
public record RegistryAddress(String url, Optional<String> userInfo) {
  private static final String SOURCE = "basic.auth.credentials.source";
  private static final String USER_INFO = "basic.auth.user.info";
  private static final String TLS = "ssl.";
  private static final String CLIENT = "schema.registry.";
  private static final Pattern USER = Pattern.compile("(://)([^/,?#]*)@");

  /**
   * Parses an address.
   *
   * @param address {@code http://[user:password@]host:port}, several separated by commas; reserved
   *     characters of user and password are percent-encoded
   * @throws IllegalArgumentException when the address is blank
   */
  public static RegistryAddress parse(String address) {
    if (address.isBlank()) {
      throw new IllegalArgumentException("schema registry: expected a URL, got an empty string");
    }
    Matcher user = USER.matcher(address);
    Optional<String> userInfo =
        user.find() ? Optional.of(decoded(user.group(2))) : Optional.empty();
    return new RegistryAddress(user.replaceAll("$1"), userInfo);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /**
   * What the client of the registry is told: {@code ssl.} settings under the name that it looks
   * for, and where user and password are.
   *
   * @param given settings of the client; a user in the address wins
   */
  public Map<String, Object> settings(Map<String, ?> given) {
    Map<String, Object> settings = new HashMap<>();
    given.forEach((key, value) -> settings.put(key.startsWith(TLS) ? CLIENT + key : key, value));
    userInfo.ifPresent(info -> settings.put(USER_INFO, info));
    if (settings.containsKey(USER_INFO) && !given.containsKey("bearer.auth.credentials.source")) {
      settings.putIfAbsent(SOURCE, "USER_INFO");
    }
    return settings;
  }

  /** The address without user and password. */
  @Override
  public String toString() {
    return url;
  }
}
