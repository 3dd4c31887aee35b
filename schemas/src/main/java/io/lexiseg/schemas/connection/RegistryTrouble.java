package io.lexiseg.schemas.connection;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * What kept a registry from answering, in words that hold neither a schema nor a secret, and
 * without the exceptions of its client that do.
 *
 * @param words for people
 * @param cause the innermost exception that says it
 */
public record RegistryTrouble(String words, Throwable cause) {
  private static final int MOST_CHARACTERS = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  /** Explains a failure of the registry's client, or of a serializer that uses it. */
  public static RegistryTrouble of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RestClientException answer) {
        return new RegistryTrouble(answered(answer), answer);
      }
      if (cause instanceof SSLException) {
        return new RegistryTrouble(
            "TLS failed, %s; registry.ssl.truststore.location names the certificates to trust"
                .formatted(shortened(cause)),
            cause);
      }
      if (cause instanceof IOException) {
        return new RegistryTrouble(
            cause.getClass().getSimpleName() + ", " + shortened(cause), cause);
      }
    }
    return new RegistryTrouble(shortened(failure), failure);
  }

  private static String answered(RestClientException answer) {
    return switch (answer.getStatus()) {
      case UNAUTHORIZED ->
          "it answers 401, expected another user or password, in its address or in"
              + " registry.basic.auth.user.info";
      case FORBIDDEN -> "it answers 403, this user may not do that";
      default -> "it answers %d, %s".formatted(answer.getStatus(), shortened(answer));
    };
  }

  /** Registries repeat the schema that they refuse, in braces. */
  private static String shortened(Throwable failure) {
    String text = Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getName());
    String plain = Redacted.text(text.lines().findFirst().orElse("")).replaceAll("\\{.*", "...");
    return plain.length() <= MOST_CHARACTERS ? plain : plain.substring(0, MOST_CHARACTERS) + "...";
  }
}
