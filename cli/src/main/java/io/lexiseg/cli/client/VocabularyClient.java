package io.lexiseg.cli.client;

import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyCommand;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends vocabulary commands.
 *
 * <p><b>Threads:</b> any number.
 */
public final class VocabularyClient implements AutoCloseable {
  private final Producer<String, VocabularyCommand> producer;
  private final Clock clock;
  private final String issuer;

  /**
   * Opens a client.
   *
   * @param issuer who asks, for people
   */
  public VocabularyClient(KafkaConnection connection, Clock clock, String issuer) {
    this.producer = connection.producer(VocabularyCommand.class);
    this.clock = clock;
    this.issuer = issuer;
  }

  /** Who asks where nobody says: the user of this machine. */
  public static String user() {
    return System.getProperty("user.name", "unknown");
  }

  /**
   * Asks for the categories of a vocabulary, complete and in order.
   *
   * @return the command's id; {@link CommandAnswers} finds the answer to it
   * @throws FailedException if the broker does not take the command
   */
  public String define(String vocabularyId, List<String> names) {
    return define(vocabularyId, VocabularyContent.of(VocabularyText.categories(names)));
  }

  /** As the other, with what describes the categories. */
  public String define(String vocabularyId, VocabularyContent content) {
    VocabularyCommand.Builder command =
        command(vocabularyId, CommandAction.DEFINE).setCategories(content.categories());
    content.stated().ifPresent(command::setBackground);
    return send(command);
  }

  /**
   * Asks that cameras use a vocabulary.
   *
   * @param cameraIds {@link Topics#ANY_CAMERA} for those without a binding of their own
   * @param profile preset of the model pack; empty for its default
   * @param policy which frames to leave out; empty for none
   * @return the command's id
   * @throws FailedException if the broker does not take the command
   */
  public String bind(
      String vocabularyId,
      List<String> cameraIds,
      Optional<String> profile,
      Optional<DropPolicy> policy) {
    VocabularyCommand.Builder command =
        command(vocabularyId, CommandAction.BIND).setCameraIds(cameraIds);
    profile.ifPresent(command::setProfile);
    policy.ifPresent(command::setDropPolicy);
    return send(command);
  }

  private static VocabularyCommand.Builder command(String vocabularyId, CommandAction action) {
    return VocabularyCommand.newBuilder().setVocabularyId(vocabularyId).setAction(action);
  }

  /**
   * Sends a command with an id of its own, the issuer and the time.
   *
   * @param command what is asked for, and of which vocabulary
   * @return its id
   * @throws FailedException if the broker does not take it
   */
  public String send(VocabularyCommand.Builder command) {
    return send(
        command
            .setCommandId(UUID.randomUUID().toString())
            .setIssuer(issuer)
            .setIssuedAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
            .build());
  }

  private String send(VocabularyCommand command) {
    try {
      producer
          .send(
              new ProducerRecord<>(Topics.VOCABULARY_COMMANDS, command.getVocabularyId(), command))
          .get();
      return command.getCommandId();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("vocabulary command: interrupted while it was sent", e);
    } catch (ExecutionException e) {
      throw new FailedException(
          "vocabulary %s: the broker did not take the command: %s"
              .formatted(command.getVocabularyId(), KafkaConnection.reason(e)),
          e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
