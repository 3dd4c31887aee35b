package io.lexiseg.cli.client.connection;

import io.lexiseg.schemas.connection.Redacted;
import io.lexiseg.schemas.connection.RegistryAddress;
import io.lexiseg.schemas.connection.RegistryUnavailableException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** What a cluster refused, and what would mend it, in one line. */
public final class ClusterTrouble {
  private ClusterTrouble() {}

  /** Says it where a failure is of that kind, whatever it is wrapped in. */
  public static Optional<String> of(Throwable failure, ClusterSettings settings) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<String> words = words(failure, cause, settings);
      if (words.isPresent()) {
        return words.map(Redacted::text);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> words(
      Throwable failure, Throwable cause, ClusterSettings settings) {
    String broker = "broker " + settings.bootstrapServers();
    if (cause instanceof RegistryUnavailableException) {
      return Optional.of(
          "schema registry %s: %s"
              .formatted(RegistryAddress.parse(settings.registryUrl()), cause.getMessage()));
    }
    if (cause instanceof ClusterAuthorizationException) {
      // A producer asks for its own id first, which it gets where it may write anything.
      return Optional.of(
          "%s: authorization: %s This user may write to no topic; topics acls prints the rights of each role"
              .formatted(broker, refused(failure, cause)));
    }
    if (cause instanceof AuthorizationException) {
      return Optional.of(
          "%s: authorization: %s; topics acls prints the rights of each role"
              .formatted(broker, refused(failure, cause)));
    }
    if (cause instanceof SslAuthenticationException) {
      return Optional.of(
          "%s: TLS: %s; kafka.ssl.truststore.location names the certificates to trust"
              .formatted(broker, innermost(cause)));
    }
    if (cause instanceof AuthenticationException) {
      return Optional.of(
          "%s: authentication: %s; look at kafka.sasl.mechanism and kafka.sasl.jaas.config"
              .formatted(broker, cause.getMessage()));
    }
    if (cause instanceof ConfigException) {
      return Optional.of(ofSettings(cause));
    }
    return Optional.empty();
  }

  /** Says why clients could not be made of their settings. */
  static String ofSettings(Throwable failure) {
    return Redacted.text("kafka. settings: " + innermost(failure));
  }

  /** Who tried says more than who refused, which may not even say what. */
  private static String refused(Throwable failure, Throwable cause) {
    String outer = String.valueOf(failure.getMessage());
    String inner = String.valueOf(cause.getMessage());
    if (failure instanceof ExecutionException) {
      return inner;
    }
    return outer.contains(inner) ? outer : outer + ": " + inner;
  }

  private static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
