package io.lexiseg.demo.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.CommandRun;
import io.lexiseg.demo.broker.BrokerSettings;
import io.lexiseg.demo.broker.EmbeddedBroker;
import io.lexiseg.demo.registry.InMemorySchemaRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsCreateCommandIT {
  @TempDir private Path folder;

  @Test
  void shouldPrepareAClusterAndNameARegistryThatIsAway() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder));
        InMemorySchemaRegistry registry = InMemorySchemaRegistry.start()) {
      CommandRun prepared = new CommandRun();
      CommandRun away = new CommandRun();

      // when
      int preparedCode = create(prepared, broker, registry.url());
      CommandRun again = new CommandRun();
      create(again, broker, registry.url());
      int awayCode = create(away, broker, "http://127.0.0.1:1");

      // then
      assertThat(preparedCode).as(prepared.err()).isZero();
      assertThat(prepared.out())
          .contains("-vocabulary-aggregates-changelog", "schemas registered: 19")
          .doesNotContain("masks");
      assertThat(again.out()).contains("topics created: none");
      assertThat(awayCode).isEqualTo(1);
      assertThat(away.err()).contains("schema registry http://127.0.0.1:1: ", "Connection refused");
    }
  }

  @Test
  void shouldShowWhatItWouldCreate() {
    // given
    CommandRun run = new CommandRun();

    // when
    int code = run.run("topics", "create", "--dry-run");

    // then
    assertThat(code).isZero();
    assertThat(run.out())
        .contains("frames: 16 partitions", "max.message.bytes=16777216")
        .contains(
            "lexiseg-vocabulary-bound-cameras-changelog: 1 partitions, {cleanup.policy=compact")
        .contains(
            "lexiseg-frames-waiting-frames-changelog: 16 partitions, {cleanup.policy=compact");
  }

  private static int create(CommandRun run, EmbeddedBroker broker, String registryUrl) {
    return run.run(
        "topics", "create", "--bootstrap", broker.bootstrapServers(), "--registry", registryUrl);
  }
}
