package io.lexiseg.prototypes.redisearch;

import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexContract;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.redis.ConnectionSettings;
import io.lexiseg.prototypes.redis.RedisLocation;
import io.lexiseg.prototypes.redis.RedisServer;
import io.lexiseg.prototypes.redis.VectorIndexSettings;
import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/** The contract on some server, under a namespace of its own. */
abstract class RediSearchContract extends PrototypeIndexContract {
  static final String NAMESPACE = "lexiseg-test-" + UUID.randomUUID();
  private final VectorIndexSettings settings;
  private final Set<IndexDescription> written = new LinkedHashSet<>();

  RediSearchContract(VectorIndexSettings settings) {
    this.settings = settings;
  }

  /** Scan and graph, each of floats and of halves. */
  static Stream<VectorIndexSettings> combinations() {
    return Stream.of(VectorIndexSettings.EXACT, VectorIndexSettings.GRAPH)
        .flatMap(
            search -> Stream.of(ComponentType.values()).map(type -> search.keptAs(type, type)));
  }

  abstract RedisServer writingServer();

  abstract RedisServer readingServer();

  private RedisLocation location(RedisServer server, IndexDescription description) {
    return new RedisLocation(
        server, NAMESPACE, description.name(), OptionalInt.empty(), settings, OptionalInt.empty());
  }

  @Override
  protected ComponentType prototypeType() {
    return settings.prototypeType();
  }

  @Override
  protected ComponentType keyType() {
    return settings.keyType();
  }

  @Override
  protected PrototypeIndexWriter createWriter(IndexDescription description) {
    written.add(description);
    return RediSearchPrototypeIndexWriter.create(
        location(writingServer(), description), description, ConnectionSettings.DEFAULT);
  }

  @Override
  protected PrototypeIndex open(IndexDescription description) {
    return RediSearchPrototypeIndex.open(
        location(readingServer(), description), ConnectionSettings.DEFAULT);
  }

  @AfterEach
  void leaveNothingBehind() {
    for (IndexDescription description : written) {
      RedisLocation location = location(writingServer(), description);
      try (GenerationCatalog catalog =
          GenerationCatalog.open(location, ConnectionSettings.DEFAULT)) {
        catalog.withdraw(description.generation());
        catalog.drop(description.generation());
      }
    }
  }
}
