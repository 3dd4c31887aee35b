package io.lexiseg.indexbuilder.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills builders as an operating system does, at whatever they are doing. */
class KilledBuildIT {
  private static final int KILLS = 5;
  private static final int CAPTIONS = 60;
  private static final int BATCH = 2;

  @TempDir Path folder;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void shouldGiveTheSameBytesAfterFiveKills() throws Exception {
    // given
    Builds.build(folder.resolve("undisturbed"), CAPTIONS, BATCH);
    Path index = folder.resolve("index");
    Path batches = folder.resolve("index.made/batches");

    // when: a builder is killed as soon as it has added a batch
    for (int kill = 0; kill < KILLS; kill++) {
      long made = count(batches);
      Process builder = builder(index);
      try {
        while (count(batches) <= made && !builder.waitFor(1, TimeUnit.MILLISECONDS)) {
          // it works
        }
      } finally {
        builder.destroyForcibly();
        assertThat(builder.waitFor(1, TimeUnit.MINUTES)).isTrue();
      }
      // then: at most the batch in work is lost
      assertThat(count(batches)).isGreaterThanOrEqualTo(made + 1);
    }
    Process last = builder(index);
    assertThat(last.waitFor(2, TimeUnit.MINUTES)).isTrue();

    // then
    assertThat(last.exitValue()).isZero();
    assertThat(Builds.files(index)).isEqualTo(Builds.files(folder.resolve("undisturbed")));
    assertThat(Builds.files(folder.resolve("index.made/batches")))
        .isEqualTo(Builds.files(folder.resolve("undisturbed.made/batches")));
  }

  private Process builder(Path index) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Builder.class.getName(),
            index.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("builder.log").toFile())
        .start();
  }

  private static long count(Path batches) throws IOException {
    if (!Files.isDirectory(batches)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(batches)) {
      return files.filter(file -> file.toString().endsWith(".batch")).count();
    }
  }

  /** The process that is killed. */
  static final class Builder {
    private Builder() {}

    public static void main(String[] arguments) {
      Builds.build(Path.of(arguments[0]), CAPTIONS, BATCH);
    }
  }
}
