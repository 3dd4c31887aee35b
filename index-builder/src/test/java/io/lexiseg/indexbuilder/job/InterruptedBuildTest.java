package io.lexiseg.indexbuilder.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.prototypes.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InterruptedBuildTest {
  @TempDir Path folder;
  private Map<String, String> undisturbed;
  private Path index;

  static IntStream captions() {
    return IntStream.range(0, Builds.CAPTIONS);
  }

  @BeforeEach
  void buildWithoutDisturbance() {
    Builds.build(folder.resolve("undisturbed"), new FakeMaker());
    undisturbed = Builds.files(folder.resolve("undisturbed"));
    index = folder.resolve("index");
  }

  @ParameterizedTest
  @MethodSource("captions")
  void shouldGoOnWhereverItWasCut(int made) {
    // given
    assertThatThrownBy(() -> Builds.build(index, new FakeMaker(made)))
        .hasMessage("the power is off");
    assertThat(index).doesNotExist();

    // when: no more captions are made than are missing with the batch that was lost
    int lost = made % Builds.BATCH;
    Builds.build(index, new FakeMaker(Builds.CAPTIONS - made + lost));

    // then
    assertThat(Builds.files(index)).isEqualTo(undisturbed);
    assertThat(Builds.files(madeOf(index))).isEqualTo(Builds.files(madeOf("undisturbed")));
  }

  @Test
  void shouldClearAwayWhatWasHalfMade() throws IOException {
    // given
    assertThatThrownBy(() -> Builds.build(index, new FakeMaker(4))).isNotNull();
    Path made = madeOf(index);
    Files.writeString(made.resolve("batches/0000001.batch.tmp"), "half");
    Files.createDirectories(made.resolve(".index.part-1"));
    Files.writeString(made.resolve(".index.part-1/keys.f32"), "half");
    Files.createDirectories(made.resolve("index"));
    Files.writeString(made.resolve("index/keys.f32"), "not switched to");

    // when
    Builds.build(index, new FakeMaker());

    // then
    assertThat(Builds.files(index)).isEqualTo(undisturbed);
    assertThat(Builds.files(made)).isEqualTo(Builds.files(madeOf("undisturbed")));
  }

  @Test
  void shouldMakeADamagedBatchAnew() throws IOException {
    // given
    assertThatThrownBy(() -> Builds.build(index, new FakeMaker(9))).isNotNull();
    Path cut = madeOf(index).resolve("batches/0000000.batch");
    byte[] content = Files.readAllBytes(cut);
    Files.write(cut, java.util.Arrays.copyOf(content, content.length - 7));
    Path altered = madeOf(index).resolve("batches/0000001.batch");
    content = Files.readAllBytes(altered);
    content[content.length / 2] ^= 1;
    Files.write(altered, content);
    Files.writeString(madeOf(index).resolve("batches/0000002.batch"), "");

    // when
    Builds.build(index, new FakeMaker());

    // then
    assertThat(Builds.files(index)).isEqualTo(undisturbed);
  }

  @Test
  void shouldGoOnWhenTheSwitchItselfWasCut() throws IOException {
    // given: the old index is moved away, the new one has not come yet
    Builds.build(index, new FakeMaker());
    Files.move(index, madeOf(index).resolve("former"));

    // when
    JobFolder.of(index).close();

    // then
    assertThat(Builds.files(index)).isEqualTo(undisturbed);
    assertThat(madeOf(index).resolve("former")).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource("captions")
  void shouldLeaveNothingHalfMadeWhenTheDiskIsFull(int writes) {
    // given
    int[] left = {writes % 5};
    Disk full =
        (channel, bytes) -> {
          if (left[0]-- == 0) {
            channel.write(bytes.slice(0, bytes.limit() / 2));
            throw new IOException("No space left on device");
          }
          Disk.REAL.write(channel, bytes);
        };

    // when
    assertThatThrownBy(() -> Builds.build(index, new FakeMaker(), full))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("No space left on device");

    // then
    assertThat(index).doesNotExist();
    assertThat(Builds.files(madeOf(index)).keySet()).noneMatch(name -> name.endsWith(".tmp"));
    Builds.build(index, new FakeMaker());
    assertThat(Builds.files(index)).isEqualTo(undisturbed);
  }

  private Path madeOf(String name) {
    return madeOf(folder.resolve(name));
  }

  private static Path madeOf(Path index) {
    return index.resolveSibling(index.getFileName() + ".made");
  }
}
