package io.lexiseg.prototypes.redisearch;

import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexContract;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** The contract on some server, under a namespace of its own. */
abstract class RediSearchContract extends PrototypeIndexContract {
  private final String namespace = "lexiseg-test-" + UUID.randomUUID();
  private final VectorIndexSettings settings;
  private final Set<IndexDescription> written = new LinkedHashSet<>();

  RediSearchContract(VectorIndexSettings settings) {
    this.settings = settings;
  }

  abstract URI server();

  RedisLocation location(IndexDescription description) {
    return new RedisLocation(
        server(),
        namespace,
        description.name(),
        OptionalInt.empty(),
        settings.algorithm(),
        OptionalInt.empty());
  }

  @Override
  protected PrototypeIndexWriter createWriter(IndexDescription description) {
    written.add(description);
    return RediSearchPrototypeIndexWriter.create(
        location(description), description, settings, ConnectionSettings.DEFAULT);
  }

  @Override
  protected PrototypeIndex open(IndexDescription description) {
    return RediSearchPrototypeIndex.open(
        location(description), SearchSettings.DEFAULT, ConnectionSettings.DEFAULT);
  }

  @AfterEach
  void leaveNothingBehind() {
    for (IndexDescription description : written) {
      try (RedisConnection connection =
          RedisConnection.open(server(), ConnectionSettings.DEFAULT)) {
        EntryNames names = new EntryNames(namespace, description.name());
        connection.call("unpublish", client -> client.unlink(names.published()));
        new GenerationCatalog(connection, names, description.name()).drop(description.generation());
      }
    }
  }
}
