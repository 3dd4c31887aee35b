package io.lexiseg.demo.system;

import io.lexiseg.cli.camera.Camera;
import io.lexiseg.cli.client.CommandAnswers;
import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.output.SupportRemarks;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Defines the vocabulary that a demo begins with and binds its cameras. */
final class FirstVocabulary {
  private static final String ID = "default";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final KafkaConnection connection;
  private final VocabularyClient client;

  FirstVocabulary(KafkaConnection connection, VocabularyClient client) {
    this.connection = connection;
    this.client = client;
  }

  /**
   * Waits until the vocabulary is in use.
   *
   * @param remarks hears of each word that the index hardly knows
   * @throws FailedException if a processor refuses it
   */
  void prepare(
      VocabularyContent content,
      Optional<String> profile,
      List<Camera> cameras,
      Consumer<String> remarks) {
    try (CommandAnswers answers = new CommandAnswers(connection)) {
      VocabularyStatus answer = answers.await(client.define(ID, content), PATIENCE);
      require(answer);
      SupportRemarks.of(answer.getSupport()).forEach(remarks);
      for (Camera camera : cameras) {
        require(answers.await(bind(camera, profile), PATIENCE));
      }
    }
  }

  private String bind(Camera camera, Optional<String> profile) {
    DropRule rule = camera.live() ? DropRule.LATEST : DropRule.EVERY;
    DropPolicy policy = DropPolicy.newBuilder().setRule(rule).build();
    return client.bind(ID, List.of(camera.id()), profile, Optional.of(policy));
  }

  private static void require(VocabularyStatus answer) {
    if (answer.getState() == VocabularyState.FAILED) {
      throw new FailedException(
          "vocabulary: " + answer.getError().orElse("refused without a reason"));
    }
  }
}
