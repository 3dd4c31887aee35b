package io.lexiseg.prototypes.redis;

import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.stream.Stream;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * What kept a server from answering.
 *
 * @param kind what to do about it
 * @param message what is needed, where that is known, and what was said
 */
record Trouble(Kind kind, String message) {
  /** What to do about it. */
  enum Kind {
    /** Asking again is of no use. */
    REFUSED,
    /** The time is used up. */
    LATE,
    /** It may pass. */
    PASSING
  }

  /** How a server says that the same question may be answered later. */
  private static final List<String> TRANSIENT =
      List.of("LOADING", "BUSY", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "OOM", "timeout");

  private static final String PASSWORD =
      "a user in the address and its password in password-file=FILE or password-env=NAME";

  static Trouble of(RuntimeException e, RedisServer server) {
    List<Throwable> causes =
        Stream.<Throwable>iterate(e, c -> c != null, Throwable::getCause).toList();
    for (Throwable cause : causes) {
      if (cause instanceof JedisDataException) {
        return said(String.valueOf(cause.getMessage()), server);
      }
      if (cause instanceof SocketTimeoutException) {
        return new Trouble(Kind.LATE, "no answer in time: " + cause.getMessage());
      }
      if (cause instanceof CertificateException || cause instanceof CertPathBuilderException) {
        return refused(
            "a certificate for the host in the address, from an authority that trust=FILE or Java knows",
            String.valueOf(cause.getMessage()));
      }
      if (cause instanceof IllegalArgumentException) {
        return new Trouble(Kind.REFUSED, String.valueOf(cause.getMessage()));
      }
    }
    return new Trouble(Kind.PASSING, String.valueOf(causes.get(causes.size() - 1).getMessage()));
  }

  private static Trouble said(String reply, RedisServer server) {
    if (TRANSIENT.stream().anyMatch(word -> reply.regionMatches(true, 0, word, 0, word.length()))) {
      return new Trouble(Kind.PASSING, reply);
    }
    return switch (reply.split(" ", 2)[0]) {
      case "NOAUTH" -> refused(PASSWORD, reply);
      case "WRONGPASS" ->
          refused(
              "the password of user '%s', who is enabled; it is looked for as %s"
                  .formatted(server.user(), PASSWORD),
              reply);
      case "NOPERM" ->
          refused(
              "user '%s' to have the rights listed in docs/prototype-index.md under Access"
                  .formatted(server.user()),
              reply);
      case "MOVED", "ASK", "CROSSSLOT" ->
          refused("the address of the cluster node that holds the index", reply);
      default -> new Trouble(Kind.REFUSED, reply);
    };
  }

  private static Trouble refused(String expected, String found) {
    return new Trouble(Kind.REFUSED, "expected %s, found %s".formatted(expected, found));
  }
}
