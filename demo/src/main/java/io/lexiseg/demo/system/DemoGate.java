package io.lexiseg.demo.system;

import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.viewer.VocabularyGate;
import io.lexiseg.schemas.VocabularyCommand;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The way from the page to the vocabulary topic; who comes before the broker is up waits. */
final class DemoGate implements VocabularyGate {
  private static final int PATIENCE_SECONDS = 8;

  private final CompletableFuture<VocabularyClient> client = new CompletableFuture<>();

  void open(VocabularyClient opened) {
    client.complete(opened);
  }

  @Override
  public String send(VocabularyCommand.Builder wish) {
    return opened().send(wish);
  }

  private VocabularyClient opened() {
    try {
      return client.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new FailedException("still starting, try again in a moment", e);
    }
  }
}
