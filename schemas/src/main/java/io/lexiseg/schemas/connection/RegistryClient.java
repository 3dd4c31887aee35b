package io.lexiseg.schemas.connection;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.errors.TimeoutException;

/** Connects to a schema registry and tells its failures apart. */
public final class RegistryClient {
  private static final int CACHED_SCHEMAS = 1000;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int SERVER_ERROR = 500;

  /** The registry's own codes are a status and two digits. */
  private static final int CODES_PER_STATUS = 100;

  /** Begins what the client says of a schema that none of its providers takes. */
  private static final String INVALID = "Invalid schema";

  private RegistryClient() {}

  /** Opens a client; nothing is asked yet. */
  public static SchemaRegistryClient open(RegistryAddress address, Map<String, ?> settings) {
    return SchemaRegistryClientFactory.newClient(
        address.url(),
        CACHED_SCHEMAS,
        List.of(new AvroSchemaProvider()),
        address.settings(settings),
        Map.of());
  }

  /** Returns the schema of a record class as any language would register it. */
  public static AvroSchema portable(org.apache.avro.Schema schema) {
    return new AvroSchema(
        new org.apache.avro.Schema.Parser()
            .parse(schema.toString().replace(",\"avro.java.string\":\"String\"", "")));
  }

  /**
   * Tells whether the registry answered that it has no such schema or subject. Anything may answer
   * 404 in its place: a proxy, or a wrong path.
   */
  public static boolean isNotFound(Throwable failure) {
    return answerOf(failure)
        .filter(answer -> answer.getStatus() == NOT_FOUND)
        .filter(answer -> answer.getErrorCode() / CODES_PER_STATUS == NOT_FOUND)
        .isPresent();
  }

  /** Tells whether the registry answered with a schema that is not Avro's, or broken. */
  public static boolean isUnreadable(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AvroRuntimeException
          || Optional.ofNullable(cause.getMessage()).orElse("").startsWith(INVALID)) {
        return answerOf(failure).isEmpty();
      }
    }
    return false;
  }

  /** Tells whether the registry itself, not the question, is what failed. */
  public static boolean isUnavailable(Throwable failure) {
    int status = statusOf(failure);
    return status == 0
        ? hasCause(failure, IOException.class) || hasCause(failure, TimeoutException.class)
        : status >= SERVER_ERROR
            || status == UNAUTHORIZED
            || status == FORBIDDEN
            || (status == NOT_FOUND && !isNotFound(failure));
  }

  private static boolean hasCause(Throwable failure, Class<?> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static int statusOf(Throwable failure) {
    return answerOf(failure).map(RestClientException::getStatus).orElse(0);
  }

  private static Optional<RestClientException> answerOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RestClientException answer) {
        return Optional.of(answer);
      }
    }
    return Optional.empty();
  }
}
