package io.lexiseg.indexbuilder.command;

import io.lexiseg.prototypes.redis.ConnectionSettings;
import io.lexiseg.prototypes.redis.RedisLocation;
import io.lexiseg.prototypes.redisearch.GenerationCatalog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a complete generation the published one, for instance the one before. */
@Command(
    name = "switch",
    description = "Publish a complete generation that is in Redis already, for instance go back.",
    mixinStandardHelpOptions = true)
final class SwitchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "redis://...",
      description = "redis://host:port?index=NAME&generation=N.")
  private String location;

  @Override
  public Integer call() {
    RedisLocation redis = RedisLocation.parse(location);
    int generation =
        redis
            .generation()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "index switch: expected generation=N for index " + redis.index()));
    try (GenerationCatalog catalog = GenerationCatalog.open(redis, ConnectionSettings.DEFAULT)) {
      catalog.publish(generation);
    }
    spec.commandLine().getOut().printf("published %s generation %d%n", redis.index(), generation);
    return 0;
  }
}
