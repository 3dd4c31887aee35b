package io.lexiseg.demo.system;

import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.cli.client.ZoneClient;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.viewer.vocabulary.VocabularyGate;
import io.lexiseg.cli.viewer.zone.ZoneGate;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.ZoneCommand;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The way from the page to the topics of commands; who comes before the broker is up waits. */
final class DemoGate implements VocabularyGate, ZoneGate {
  private static final int PATIENCE_SECONDS = 8;

  private final CompletableFuture<Clients> clients = new CompletableFuture<>();

  private record Clients(VocabularyClient vocabularies, ZoneClient zones) {}

  void open(VocabularyClient vocabularies, ZoneClient zones) {
    clients.complete(new Clients(vocabularies, zones));
  }

  @Override
  public String send(VocabularyCommand.Builder wish) {
    return opened().vocabularies().send(wish);
  }

  @Override
  public String send(ZoneCommand.Builder wish) {
    return opened().zones().send(wish);
  }

  private Clients opened() {
    try {
      return clients.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new FailedException("still starting, try again in a moment", e);
    }
  }
}
