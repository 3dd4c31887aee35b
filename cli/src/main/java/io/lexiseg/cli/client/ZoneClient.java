package io.lexiseg.cli.client;

import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.ZoneCommand;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends zone commands.
 *
 * <p><b>Threads:</b> any number.
 */
public final class ZoneClient implements AutoCloseable {
  private final Producer<String, ZoneCommand> producer;
  private final Clock clock;
  private final String issuer;

  /**
   * Opens a client.
   *
   * @param issuer who asks, for people
   */
  public ZoneClient(KafkaConnection connection, Clock clock, String issuer) {
    this.producer = connection.producer(ZoneCommand.class);
    this.clock = clock;
    this.issuer = issuer;
  }

  /**
   * Sends a command with an id of its own, the issuer and the time.
   *
   * @param command what is asked for, and of which camera
   * @return its id; {@link ZoneAnswers} finds the answer to it
   * @throws FailedException if the broker does not take it
   */
  public String send(ZoneCommand.Builder command) {
    ZoneCommand complete =
        command
            .setCommandId(UUID.randomUUID().toString())
            .setIssuer(issuer)
            .setIssuedAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
            .build();
    send(complete);
    return complete.getCommandId();
  }

  private void send(ZoneCommand command) {
    try {
      producer
          .send(new ProducerRecord<>(Topics.ZONE_COMMANDS, command.getCameraId(), command))
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("zone command: interrupted while it was sent", e);
    } catch (ExecutionException e) {
      throw new FailedException(
          "camera %s: the broker did not take the command: %s"
              .formatted(command.getCameraId(), KafkaConnection.reason(e)),
          e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
