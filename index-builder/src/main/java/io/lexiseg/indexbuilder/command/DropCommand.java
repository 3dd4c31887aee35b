package io.lexiseg.indexbuilder.command;

import io.lexiseg.prototypes.redis.ConnectionSettings;
import io.lexiseg.prototypes.redis.RedisLocation;
import io.lexiseg.prototypes.redisearch.GenerationCatalog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes one generation of a prototype index from Redis. */
@Command(
    name = "drop",
    description = "Remove one generation of an index from Redis.",
    mixinStandardHelpOptions = true)
final class DropCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "redis://...",
      description = "redis://host:port?index=NAME&generation=N.")
  private String location;

  @Option(
      names = "--force",
      description = "Remove even the published generation; nothing is published then.")
  private boolean force;

  @Override
  public Integer call() {
    if (!RedisLocation.matches(location)) {
      throw new IllegalArgumentException(
          "index drop: expected redis://host:port?index=NAME&generation=N, got %s; a folder is removed like any other"
              .formatted(location));
    }
    RedisLocation redis = RedisLocation.parse(location);
    int generation =
        redis
            .generation()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "index drop: expected generation=N for index " + redis.index()));
    try (GenerationCatalog catalog = GenerationCatalog.open(redis, ConnectionSettings.WRITING)) {
      if (catalog.generation(generation).isEmpty() && !force) {
        throw new IllegalArgumentException(
            "index %s: expected one of generations %s to drop, got %d; --force removes what an interrupted publish left"
                .formatted(redis.index(), catalog.generations().keySet(), generation));
      }
      if (force) {
        catalog.withdraw(generation);
      }
      catalog.drop(generation);
      spec.commandLine().getOut().printf("dropped %s generation %d%n", redis.index(), generation);
    }
    return 0;
  }
}
