package io.lexiseg.demo.system;

import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.viewer.VocabularyGate;
import io.lexiseg.schemas.VocabularyCommand;
import java.util.Optional;

/** The way from the page to the vocabulary topic, closed until the broker is up. */
final class DemoGate implements VocabularyGate {
  private volatile Optional<VocabularyClient> client = Optional.empty();

  void open(VocabularyClient opened) {
    client = Optional.of(opened);
  }

  @Override
  public String send(VocabularyCommand.Builder wish) {
    return client
        .orElseThrow(() -> new FailedException("still starting, try again in a moment"))
        .send(wish);
  }
}
